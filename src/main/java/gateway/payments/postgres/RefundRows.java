package gateway.payments.postgres;

import static gateway.payments.postgres.PaymentRows.column;

import gateway.payments.Refund;
import gateway.payments.Refund.State;
import gateway.payments.RefundView;
import gateway.payments.postgres.ProgressRow.LegRow;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;

/** Turns refunds into rows and back. */
final class RefundRows {

    static final String COLUMNS =
            "id, version, payment, customer, idempotency_key, amount_minor, asset, status, progress,"
                    + " fees, opened_at, final_by";

    private RefundRows() {}

    static String progress(Refund refund) {
        return PaymentRows.progress(
                switch (refund.state()) {
                    case State.Refunding it -> ProgressRow.legs(LegRow.of(it.attempt()), null, null);
                    case State.RefundUnknown it ->
                        ProgressRow.open(LegRow.of(it.attempt()), null, it.why(), it.checks(), it.since());
                    case State.Refunded it -> ProgressRow.legs(LegRow.of(it.rail()), null, it.at());
                    case State.Declined it -> ProgressRow.denied(null, it.denial(), 0, it.at());
                    case State.NeedsOperator it ->
                        ProgressRow.operator(LegRow.of(it.attempt()), null, it.why(), it.since());
                });
    }

    static Refund refund(Readable row) {
        var asset = Asset.of(column(row, "asset", String.class));
        return new Refund(
                new RefundId(column(row, "id", UUID.class)),
                column(row, "version", Integer.class),
                new PaymentId(column(row, "payment", UUID.class)),
                new CustomerId(column(row, "customer", UUID.class)),
                column(row, "idempotency_key", String.class),
                new Money(column(row, "amount_minor", Long.class), asset),
                FeesRow.back(row.get("fees", String.class), asset),
                column(row, "opened_at", Instant.class),
                column(row, "final_by", Instant.class),
                state(
                        column(row, "status", String.class),
                        PaymentRows.progress(column(row, "progress", String.class))));
    }

    /** The names are those of {@link RefundView#statusOf}. */
    private static State state(String status, ProgressRow row) {
        return switch (status) {
            case "refunding" -> new State.Refunding(row.theDebit().attempt());
            case "refund_unknown" ->
                new State.RefundUnknown(row.theDebit().attempt(), row.checks(), row.theWhy(), row.theTime());
            case "refunded" -> new State.Refunded(row.debitSettled(), row.theTime());
            case "declined" -> new State.Declined(row.denial(), row.theTime());
            case "needs_operator" -> new State.NeedsOperator(row.theDebit().attempt(), row.theWhy(), row.theTime());
            default -> throw new IllegalStateException("No such status: " + status);
        };
    }
}
