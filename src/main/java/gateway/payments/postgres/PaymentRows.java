package gateway.payments.postgres;

import gateway.payments.Payment;
import gateway.payments.Payment.State;
import gateway.payments.PaymentView;
import gateway.payments.postgres.ProgressRow.LegRow;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Turns payments into rows and back. */
final class PaymentRows {

    /** In this order every query selects. */
    static final String COLUMNS =
            "id, version, customer, idempotency_key, amount_minor, asset, refunded_minor, parties, status,"
                    + " progress, fees, opened_at, final_by";

    // What has its usual value is left out when it is written.
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final ObjectWriter WRITE_PROGRESS = JSON.writerFor(ProgressRow.class);
    private static final ObjectReader READ_PROGRESS = JSON.readerFor(ProgressRow.class);
    private static final ObjectWriter WRITE_PARTIES = JSON.writerFor(PartiesRow.class);
    private static final ObjectReader READ_PARTIES = JSON.readerFor(PartiesRow.class);

    private PaymentRows() {}

    static String progress(Payment payment) {
        return WRITE_PROGRESS.writeValueAsString(progressOf(payment.state()));
    }

    static String progress(ProgressRow row) {
        return WRITE_PROGRESS.writeValueAsString(row);
    }

    static ProgressRow progress(String json) {
        return READ_PROGRESS.readValue(json);
    }

    static String parties(Payment payment) {
        return WRITE_PARTIES.writeValueAsString(PartiesRow.of(payment));
    }

    static Payment payment(Readable row) {
        PartiesRow parties = READ_PARTIES.readValue(column(row, "parties", String.class));
        var asset = Asset.of(column(row, "asset", String.class));
        return new Payment(
                new PaymentId(column(row, "id", UUID.class)),
                column(row, "version", Integer.class),
                new CustomerId(column(row, "customer", UUID.class)),
                column(row, "idempotency_key", String.class),
                new Money(column(row, "amount_minor", Long.class), asset),
                parties.source(),
                parties.destination(),
                new Money(column(row, "refunded_minor", Long.class), asset),
                FeesRow.fees(row.get("fees", String.class), asset),
                column(row, "opened_at", Instant.class),
                column(row, "final_by", Instant.class),
                state(column(row, "status", String.class), progress(column(row, "progress", String.class))));
    }

    static <T> T column(Readable row, String name, Class<T> type) {
        return Objects.requireNonNull(row.get(name, type), name);
    }

    private static ProgressRow progressOf(State state) {
        return switch (state) {
            case State.ActionRequired it ->
                ProgressRow.waiting(it.challenge().toString(), it.expiresAt(), it.reviewBy());
            case State.InReview it -> ProgressRow.legs(null, null, it.until());
            case State.Debiting it -> ProgressRow.legs(LegRow.of(it.debit()), null, null);
            case State.DebitUnknown it ->
                ProgressRow.open(LegRow.of(it.debit()), null, it.why(), it.checks(), it.since());
            case State.AwaitingPayer it ->
                ProgressRow.billed(LegRow.of(it.debit(), it.bill()), it.checks(), it.until());
            case State.Withdrawing it ->
                ProgressRow.denied(LegRow.of(it.debit(), it.bill()), it.cause(), it.checks(), null);
            case State.Crediting it -> ProgressRow.legs(LegRow.of(it.debit()), LegRow.of(it.credit()), null);
            case State.CreditUnknown it ->
                ProgressRow.open(LegRow.of(it.debit()), LegRow.of(it.credit()), it.why(), it.checks(), it.since());
            case State.Reversing it -> ProgressRow.denied(LegRow.of(it.debit()), it.cause(), it.checks(), null);
            case State.Completed it -> ProgressRow.legs(LegRow.of(it.debit()), LegRow.of(it.credit()), it.at());
            case State.Declined it -> ProgressRow.denied(null, it.denial(), 0, it.at());
            case State.Reversed it -> ProgressRow.denied(LegRow.of(it.debit()), it.cause(), 0, it.at());
            case State.Cancelled it -> ProgressRow.legs(null, null, it.at());
            case State.NeedsOperator it ->
                ProgressRow.operator(LegRow.of(it.debit()), LegRow.of(it.credit()), it.why(), it.since());
        };
    }

    /** The names are those of {@link PaymentView#statusOf}; a round-trip test holds the two together. */
    private static State state(String status, ProgressRow row) {
        return switch (status) {
            case "action_required" ->
                new State.ActionRequired(
                        ChallengeId.parse(Objects.requireNonNull(row.challenge(), "challenge"))
                                .orElseThrow(),
                        row.theTime(),
                        row.reviewBy());
            case "in_review" -> new State.InReview(row.theTime());
            case "debiting" -> new State.Debiting(row.theDebit().attempt());
            case "debit_unknown" ->
                new State.DebitUnknown(row.theDebit().attempt(), row.checks(), row.theWhy(), row.theTime());
            case "awaiting_payer" ->
                new State.AwaitingPayer(
                        row.theDebit().attempt(), row.theDebit().reference(), row.theTime(), row.checks());
            case "withdrawing" ->
                new State.Withdrawing(row.theDebit().attempt(), row.theDebit().reference(), row.denial(), row.checks());
            case "crediting" ->
                new State.Crediting(row.debitSettled(), row.theCredit().attempt());
            case "credit_unknown" ->
                new State.CreditUnknown(
                        row.debitSettled(), row.theCredit().attempt(), row.checks(), row.theWhy(), row.theTime());
            case "reversing" -> new State.Reversing(row.theDebit().settled(), row.denial(), row.checks());
            case "completed" -> new State.Completed(row.debitSettled(), row.creditSettled(), row.theTime());
            case "declined" -> new State.Declined(row.denial(), row.theTime());
            case "reversed" -> new State.Reversed(row.theDebit().settled(), row.denial(), row.theTime());
            case "cancelled" -> new State.Cancelled(row.theTime());
            case "needs_operator" ->
                new State.NeedsOperator(
                        row.debit() == null ? null : row.debit().attempt(),
                        row.credit() == null ? null : row.credit().attempt(),
                        row.theWhy(),
                        row.theTime());
            default -> throw new IllegalStateException("No such status: " + status);
        };
    }
}
