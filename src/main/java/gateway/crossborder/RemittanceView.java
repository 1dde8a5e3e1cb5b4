package gateway.crossborder;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.crossborder.Remittance.Cause;
import gateway.crossborder.Remittance.State;
import gateway.processors.correspondent.News.Answer;
import gateway.shared.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A remittance as its customer sees it, in answers and events alike.
 *
 * @param status every name is spelled out below, so that renaming a class cannot change the API
 * @param payment by which it is paid
 * @param reference by which all banks on the way know it (UETR)
 * @param delayed whether it takes longer than its corridor promises, or the bank looks into it for another reason
 * @param back what the customer gets or got back, and why
 * @param recall what became of the wish to have it back: `asked`, `pending`, `granted`, `refused`
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemittanceView(
        String id,
        int version,
        String status,
        String quote,
        String payment,
        BeneficiaryText beneficiary,
        SumsView sums,
        String reference,
        Instant openedAt,
        Instant finalBy,
        boolean delayed,
        @Nullable BackView back,
        @Nullable String recall) {

    /** @param value decimal string, such as {@code 1500.00} */
    public record AmountView(String value, String currency) {

        public static AmountView of(Money money) {
            return new AmountView(money.toDecimal(), money.asset().code());
        }
    }

    /** Whom it goes to, as far as a receipt shows it. */
    public record BeneficiaryText(String id, String name, String country, String account) {

        static BeneficiaryText of(Quote quote) {
            return new BeneficiaryText(
                    quote.beneficiary().toString(),
                    quote.to().name(),
                    quote.to().country(),
                    quote.to().masked());
        }
    }

    /**
     * What it comes to.
     *
     * @param send everything that leaves the customer, the fee included
     * @param rate so'm for one unit of the currency
     */
    public record SumsView(AmountView send, AmountView fee, AmountView receive, RateView rate) {

        public static SumsView of(Sums sums) {
            return new SumsView(
                    AmountView.of(sums.spent()),
                    AmountView.of(sums.fee()),
                    AmountView.of(sums.received()),
                    new RateView(
                            sums.price().of().code(),
                            sums.price().in().code(),
                            sums.price().value().toPlainString()));
        }
    }

    /** One {@code unit} costs {@code value} of {@code in}. */
    public record RateView(String unit, String in, String value) {}

    /** @param reason ISO 20022 code of the bank that sent it back */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BackView(
            AmountView amount, String why, @Nullable String reason) {

        static BackView of(Money sum, Cause cause) {
            return new BackView(AmountView.of(sum), whyOf(cause.kind()), cause.reason());
        }
    }

    static RemittanceView of(Remittance it) {
        return new RemittanceView(
                it.id().toString(),
                it.version(),
                statusOf(it.state()),
                it.quote().id().toString(),
                it.payment().toString(),
                BeneficiaryText.of(it.quote()),
                SumsView.of(it.quote().sums()),
                it.uetr().toString(),
                it.openedAt(),
                it.finalBy(),
                it.attention() != null,
                back(it.state()),
                it.recall() == null ? null : answerOf(it.recall().answer()));
    }

    /** As the API and the books of the module write it. */
    public static String statusOf(State state) {
        return switch (state) {
            case State.AwaitingPayment _ -> "awaiting_payment";
            case State.NotPaid _ -> "not_paid";
            case State.Sent _ -> "sent";
            case State.Accepted _ -> "accepted";
            case State.Delivered it -> it.credited() ? "credited" : "settled";
            case State.GivingBack _ -> "giving_back";
            case State.GivenBack _ -> "given_back";
        };
    }

    private static @Nullable BackView back(State state) {
        return switch (state) {
            case State.GivingBack it -> BackView.of(it.sum(), it.cause());
            case State.GivenBack it -> BackView.of(it.sum(), it.cause());
            case State.AwaitingPayment _, State.NotPaid _, State.Sent _, State.Accepted _, State.Delivered _ -> null;
        };
    }

    private static String answerOf(@Nullable Answer answer) {
        return switch (answer) {
            case null -> "asked";
            case PENDING -> "pending";
            case GRANTED -> "granted";
            case REFUSED -> "refused";
        };
    }

    private static String whyOf(Cause.Kind kind) {
        return switch (kind) {
            case UNSENDABLE -> "not_sent";
            case REJECTED -> "rejected";
            case RETURNED -> "returned";
            case RETURNED_AFTER_DELIVERY -> "returned_after_delivery";
        };
    }
}
