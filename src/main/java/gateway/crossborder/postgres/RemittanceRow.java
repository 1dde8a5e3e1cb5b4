package gateway.crossborder.postgres;

import static gateway.platform.postgres.Columns.required;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.crossborder.Quote;
import gateway.crossborder.Remittance;
import gateway.crossborder.Remittance.Attention;
import gateway.crossborder.Remittance.Cause;
import gateway.crossborder.Remittance.RecallAsked;
import gateway.crossborder.Remittance.State;
import gateway.crossborder.RemittanceView;
import gateway.processors.correspondent.News.Answer;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RemittanceId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Remittances as rows, and back. */
final class RemittanceRow {

    static final String COLUMNS =
            "id, version, customer, payment, correspondent, uetr, terms, status, progress, opened_at, final_by";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RemittanceRow() {}

    /** Everything about a state that its name does not say. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Progress(
            @Nullable Instant at,
            @Nullable Long sum,
            @Nullable String asset,
            Cause.@Nullable Kind kind,
            @Nullable String message,
            @Nullable String reason,
            @Nullable Integer tries,
            @Nullable String recall,
            @Nullable Instant recallAt,
            @Nullable Answer answer,
            @Nullable String attention,
            @Nullable Instant attentionSince) {

        Money theSum() {
            return new Money(Objects.requireNonNull(sum, "sum"), Asset.of(Objects.requireNonNull(asset, "asset")));
        }

        Cause theCause() {
            return new Cause(Objects.requireNonNull(kind, "kind"), message, reason);
        }

        Instant theTime() {
            return Objects.requireNonNull(at, "at");
        }

        @Nullable
        RecallAsked theRecall() {
            return recall == null ? null : new RecallAsked(recall, Objects.requireNonNull(recallAt), answer);
        }

        @Nullable
        Attention theAttention() {
            return attention == null ? null : new Attention(attention, Objects.requireNonNull(attentionSince));
        }
    }

    static String status(Remittance it) {
        return RemittanceView.statusOf(it.state());
    }

    static String terms(Remittance it) {
        return QuoteRow.terms(it.quote());
    }

    static String progress(Remittance it) {
        return JSON.writeValueAsString(
                switch (it.state()) {
                    case State.AwaitingPayment _ -> progress(it, null, null, null, null);
                    case State.NotPaid(var at) -> progress(it, at, null, null, null);
                    case State.Sent(var at) -> progress(it, at, null, null, null);
                    case State.Accepted(var at) -> progress(it, at, null, null, null);
                    case State.Delivered(var at, var _) -> progress(it, at, null, null, null);
                    case State.GivingBack(var sum, var cause, var since, var tries) ->
                        progress(it, since, sum, cause, tries);
                    case State.GivenBack(var sum, var cause, var at) -> progress(it, at, sum, cause, null);
                });
    }

    private static Progress progress(
            Remittance it, @Nullable Instant at, @Nullable Money sum, @Nullable Cause cause, @Nullable Integer tries) {
        var recall = it.recall();
        var attention = it.attention();
        return new Progress(
                at,
                sum == null ? null : sum.minor(),
                sum == null ? null : sum.asset().code(),
                cause == null ? null : cause.kind(),
                cause == null ? null : cause.message(),
                cause == null ? null : cause.reason(),
                tries,
                recall == null ? null : recall.id(),
                recall == null ? null : recall.at(),
                recall == null ? null : recall.answer(),
                attention == null ? null : attention.why(),
                attention == null ? null : attention.since());
    }

    static Remittance remittance(Readable row) {
        var id = new RemittanceId(required(row, "id", UUID.class));
        var customer = new CustomerId(required(row, "customer", UUID.class));
        var progress = JSON.readValue(required(row, "progress", String.class), Progress.class);
        return new Remittance(
                id,
                required(row, "version", Integer.class),
                QuoteRow.quote(Quote.of(id), customer, required(row, "terms", String.class)),
                new PaymentId(required(row, "payment", UUID.class)),
                required(row, "correspondent", String.class),
                required(row, "uetr", UUID.class),
                required(row, "opened_at", Instant.class),
                required(row, "final_by", Instant.class),
                state(required(row, "status", String.class), progress),
                progress.theRecall(),
                progress.theAttention());
    }

    /** The names are those of {@link RemittanceView#statusOf}. */
    private static State state(String status, Progress row) {
        return switch (status) {
            case "awaiting_payment" -> new State.AwaitingPayment();
            case "not_paid" -> new State.NotPaid(row.theTime());
            case "sent" -> new State.Sent(row.theTime());
            case "accepted" -> new State.Accepted(row.theTime());
            case "settled" -> new State.Delivered(row.theTime(), false);
            case "credited" -> new State.Delivered(row.theTime(), true);
            case "giving_back" ->
                new State.GivingBack(
                        row.theSum(), row.theCause(), row.theTime(), Objects.requireNonNullElse(row.tries(), 0));
            case "given_back" -> new State.GivenBack(row.theSum(), row.theCause(), row.theTime());
            default -> throw new IllegalStateException("No such status: " + status);
        };
    }
}
