package gateway.payments.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.fees.Beneficiary;
import gateway.fees.FeeId;
import gateway.fees.Payer;
import gateway.fees.RefundPolicy;
import gateway.fees.ScheduleVersion;
import gateway.payments.FeeBack;
import gateway.payments.PaymentFees;
import gateway.payments.PaymentFees.Line;
import gateway.payments.PaymentFees.Part;
import gateway.rulebook.Coded;
import gateway.rulebook.Wording;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Fees as the column {@code fees} has them, of a payment or of a refund; null where there are none. */
final class FeesRow {

    // What has its usual value is left out when it is written.
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final ObjectWriter WRITE_LINES = JSON.writerFor(LineRow[].class);
    private static final ObjectReader READ_LINES = JSON.readerFor(LineRow[].class);
    private static final ObjectWriter WRITE_BACK = JSON.writerFor(BackRow[].class);
    private static final ObjectReader READ_BACK = JSON.readerFor(BackRow[].class);

    private FeesRow() {}

    /** One fee. */
    record LineRow(
            String fee,
            String schedule,
            int version,
            String uz,
            String ru,
            String en,
            String refund,
            List<PartRow> parts) {}

    /** Amounts in minor units of the payment's currency. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record PartRow(String from, String to, long amount, long returned) {}

    /** What goes back of one part. */
    record BackRow(int place, String from, String to, long amount) {}

    static @Nullable String of(PaymentFees fees) {
        return fees.isNone()
                ? null
                : WRITE_LINES.writeValueAsString(
                        fees.lines().stream().map(FeesRow::line).toArray(LineRow[]::new));
    }

    static PaymentFees fees(@Nullable String text, Asset asset) {
        if (text == null) {
            return PaymentFees.NONE;
        }
        LineRow[] rows = READ_LINES.readValue(text);
        return new PaymentFees(
                List.of(rows).stream().map(row -> line(row, asset)).toList());
    }

    static @Nullable String of(List<FeeBack> back) {
        return back.isEmpty()
                ? null
                : WRITE_BACK.writeValueAsString(back.stream()
                        .map(it -> new BackRow(
                                it.place(),
                                it.from().code(),
                                it.to().code(),
                                it.amount().minor()))
                        .toArray(BackRow[]::new));
    }

    static List<FeeBack> back(@Nullable String text, Asset asset) {
        if (text == null) {
            return List.of();
        }
        BackRow[] rows = READ_BACK.readValue(text);
        return List.of(rows).stream()
                .map(row -> new FeeBack(
                        row.place(), payer(row.from()), beneficiary(row.to()), new Money(row.amount(), asset)))
                .toList();
    }

    private static LineRow line(Line line) {
        return new LineRow(
                line.fee().value(),
                line.schedule().schedule(),
                line.schedule().version(),
                line.text().uz(),
                line.text().ru(),
                line.text().en(),
                line.refund().code(),
                line.parts().stream()
                        .map(part -> new PartRow(
                                part.from().code(),
                                part.to().code(),
                                part.amount().minor(),
                                part.returned().minor()))
                        .toList());
    }

    private static Line line(LineRow row, Asset asset) {
        return new Line(
                new FeeId(row.fee()),
                new ScheduleVersion(row.schedule(), row.version()),
                new Wording(row.uz(), row.ru(), row.en()),
                coded(RefundPolicy.values(), row.refund()),
                row.parts().stream()
                        .map(part -> new Part(
                                payer(part.from()),
                                beneficiary(part.to()),
                                new Money(part.amount(), asset),
                                new Money(part.returned(), asset)))
                        .toList());
    }

    private static Payer payer(String code) {
        return coded(Payer.values(), code);
    }

    private static Beneficiary beneficiary(String code) {
        return coded(Beneficiary.values(), code);
    }

    private static <T extends Coded> T coded(T[] all, String code) {
        return Coded.find(all, code).orElseThrow(() -> new IllegalStateException("No such code: " + code));
    }
}
