package gateway.operators.postgres;

import gateway.fees.Beneficiary;
import gateway.fees.FeeId;
import gateway.operators.TransactionFees;
import gateway.operators.TransactionFees.Part;
import gateway.rulebook.Coded;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** A transaction's fees as text: a list of their parts in the order of their places; null when there are none. */
final class FeesColumn {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectReader READ = JSON.readerFor(PartRow[].class);

    private FeesColumn() {}

    private record PartRow(String fee, String schedule, String to, long amount) {

        static PartRow of(Part part) {
            return new PartRow(
                    part.fee().value(),
                    part.schedule(),
                    part.to().code(),
                    part.amount().minor());
        }

        Part part(Asset asset) {
            return new Part(
                    new FeeId(fee),
                    schedule,
                    Coded.find(Beneficiary.values(), to)
                            .orElseThrow(() -> new IllegalStateException("Nobody is " + to)),
                    new Money(amount, asset));
        }
    }

    static @Nullable String write(TransactionFees fees) {
        return fees.isNone()
                ? null
                : JSON.writeValueAsString(fees.parts().stream().map(PartRow::of).toList());
    }

    static TransactionFees read(@Nullable String text, Asset asset) {
        if (text == null) {
            return TransactionFees.NONE;
        }
        PartRow[] rows = READ.readValue(text);
        return new TransactionFees(
                List.of(rows).stream().map(row -> row.part(asset)).toList());
    }
}
