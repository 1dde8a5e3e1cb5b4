package gateway.inbound;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.platform.http.RequestProblem;
import gateway.shared.money.Asset;
import java.util.Set;

/** What an act that funds a partner contains: who paid how much in to where, or a problem that names the field. */
public final class FundPartnerFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) throws Exception {
        var text = Promises.text(input);
        var paid = Promises.refusing(
                Set.of(RequestProblem.FIELD_INVALID),
                () -> FundPartner.read(text, (nostro, _) -> nostro.equals("demo-one")));
        if (paid != null) {
            Promises.holds(paid.amount().isPositive(), "something was paid in");
            Promises.holds(!paid.amount().asset().equals(Asset.UZS), "so'm lie with no correspondent");
            Promises.holds(text.startsWith(paid.partner() + " "), "the partner is the one that is written");
        }
    }
}
