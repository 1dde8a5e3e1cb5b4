package gateway.crossborder;

import gateway.shared.ids.RemittanceId;
import java.util.UUID;

/** By which names money that moves at a correspondent stands in its statements; they follow from ours. */
public final class RemittanceNames {

    private RemittanceNames() {}

    /** The end-to-end id of a remittance's transfer. */
    public static String endToEnd(UUID remittance) {
        return Names.instruction(new RemittanceId(remittance));
    }

    /** What the bank writes into the order by which it funds a correspondent: the act's id without hyphens. */
    public static String funding(UUID act) {
        return act.toString().replace("-", "");
    }
}
