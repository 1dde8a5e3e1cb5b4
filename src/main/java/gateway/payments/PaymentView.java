package gateway.payments;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.fees.Beneficiary;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payment.State;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the world sees it: in answers, events and stored answers alike.
 *
 * @param status every name is spelled out below, so that renaming a class cannot change the API
 * @param fees what it costs; absent when it costs nothing
 * @param total what leaves the payer, with the payer's part of the fees; absent when there are none
 * @param denial why money did not move, or came back
 * @param payBy until when the customer can pay the bill while {@code status} is {@code awaiting_payer}
 * @param challenge what to send the code for while {@code status} is {@code action_required}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentView(
        String id,
        int version,
        String status,
        AmountView amount,
        PartyView source,
        PartyView destination,
        AmountView refunded,
        @Nullable List<FeeView> fees,
        @Nullable AmountView total,
        @Nullable DenialView denial,
        @Nullable Instant payBy,
        @Nullable ChallengeView challenge,
        Instant openedAt,
        Instant finalBy,
        @Nullable Instant finalAt) {

    /** @param value decimal string, such as {@code 1500.00} */
    public record AmountView(String value, String currency) {

        public static AmountView of(Money money) {
            return new AmountView(money.toDecimal(), money.asset().code());
        }
    }

    /**
     * One side of a payment.
     *
     * @param rail the card network; null for wallets and merchants
     * @param masked first six and last four digits
     * @param reference what the rail calls its leg: it stands on the customer's receipt
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PartyView(
            String type,
            @Nullable String id,
            @Nullable String rail,
            @Nullable String masked,
            @Nullable String name,
            @Nullable String reference) {}

    /** @param text the reason in the customer's three languages */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DenialView(
            String reason, @Nullable String rail, @Nullable String railCode, DeclineTexts.@Nullable Text text) {}

    /**
     * One fee.
     *
     * @param amount with VAT
     * @param vat inside the amount
     * @param payer `sender` on top of the payment's amount, `receiver` out of it, or `both`
     */
    public record FeeView(String id, DeclineTexts.Text text, AmountView amount, AmountView vat, String payer) {

        static List<FeeView> of(PaymentFees fees) {
            return fees.lines().stream().map(FeeView::of).toList();
        }

        private static FeeView of(PaymentFees.Line line) {
            var asset = line.parts().getFirst().amount().asset();
            var payers =
                    line.parts().stream().map(PaymentFees.Part::from).distinct().toList();
            return new FeeView(
                    line.fee().value(),
                    new DeclineTexts.Text(
                            line.text().uz(), line.text().ru(), line.text().en()),
                    AmountView.of(PaymentFees.sum(line.parts().stream(), asset, _ -> true)),
                    AmountView.of(
                            PaymentFees.sum(line.parts().stream(), asset, part -> part.to() == Beneficiary.TREASURY)),
                    payers.size() == 1 ? payers.getFirst().code() : "both");
        }
    }

    /** The code that confirms the payment. */
    public record ChallengeView(String id, Instant expiresAt) {}

    static PaymentView of(Payment payment, DeclineTexts texts) {
        var state = payment.state();
        return new PaymentView(
                payment.id().toString(),
                payment.version(),
                statusOf(state),
                AmountView.of(payment.amount()),
                source(payment),
                destination(payment),
                AmountView.of(payment.refunded()),
                payment.fees().isNone() ? null : FeeView.of(payment.fees()),
                payment.fees().isNone() ? null : AmountView.of(payment.debited()),
                denial(state, texts),
                state instanceof State.AwaitingPayer it ? it.until() : null,
                state instanceof State.ActionRequired it
                        ? new ChallengeView(it.challenge().toString(), it.expiresAt())
                        : null,
                payment.openedAt(),
                payment.finalBy(),
                finalAt(state));
    }

    /** All that {@link #statusOf} says. */
    public static final Set<String> STATUSES = Set.of(
            "action_required",
            "in_review",
            "debiting",
            "debit_unknown",
            "awaiting_payer",
            "withdrawing",
            "crediting",
            "credit_unknown",
            "reversing",
            "completed",
            "declined",
            "reversed",
            "cancelled",
            "needs_operator");

    /** As the API and the books of the payments module write it. */
    public static String statusOf(State state) {
        return switch (state) {
            case State.ActionRequired _ -> "action_required";
            case State.InReview _ -> "in_review";
            case State.Debiting _ -> "debiting";
            case State.DebitUnknown _ -> "debit_unknown";
            case State.AwaitingPayer _ -> "awaiting_payer";
            case State.Withdrawing _ -> "withdrawing";
            case State.Crediting _ -> "crediting";
            case State.CreditUnknown _ -> "credit_unknown";
            case State.Reversing _ -> "reversing";
            case State.Completed _ -> "completed";
            case State.Declined _ -> "declined";
            case State.Reversed _ -> "reversed";
            case State.Cancelled _ -> "cancelled";
            case State.NeedsOperator _ -> "needs_operator";
        };
    }

    private static PartyView source(Payment payment) {
        return switch (payment.source()) {
            case Source.OwnCard it ->
                new PartyView(
                        "card", it.card().toString(), it.scheme().rail(), it.masked(), null, debitReference(payment));
            case ShownCode it -> new PartyView("code", null, it.scheme().rail(), null, null, debitReference(payment));
            case Bill it -> new PartyView("bill", null, it.scheme().rail(), null, null, debitReference(payment));
            case Source.OwnWallet _ -> new PartyView("wallet", null, null, null, null, null);
        };
    }

    private static PartyView destination(Payment payment) {
        return switch (payment.destination()) {
            case Destination.ToCard it ->
                new PartyView(
                        "card",
                        it.own() ? it.card().toString() : null,
                        it.scheme().rail(),
                        it.masked(),
                        null,
                        creditReference(payment));
            case Destination.ToWallet _ -> new PartyView("wallet", null, null, null, null, null);
            case Destination.ToMerchant it ->
                new PartyView("merchant", it.merchant().toString(), null, null, it.name(), null);
            case Destination.ToRemittance it ->
                new PartyView("remittance", it.remittance().toString(), null, it.masked(), it.name(), null);
        };
    }

    private static @Nullable String debitReference(Payment payment) {
        return switch (payment.state()) {
            case State.AwaitingPayer it -> it.bill();
            case State.Withdrawing it -> it.bill();
            case State.Completed it when it.debit() != null -> it.debit().railReference();
            case State.Crediting it when it.debit() != null -> it.debit().railReference();
            case State.CreditUnknown it when it.debit() != null -> it.debit().railReference();
            case State.Reversing it -> it.debit().railReference();
            case State.Reversed it -> it.debit().railReference();
            default -> null;
        };
    }

    private static @Nullable String creditReference(Payment payment) {
        return payment.state() instanceof State.Completed it && it.credit() != null
                ? it.credit().railReference()
                : null;
    }

    private static @Nullable DenialView denial(State state, DeclineTexts texts) {
        return switch (state) {
            case State.Declined it -> denial(it.denial(), texts);
            case State.Withdrawing it -> denial(it.cause(), texts);
            case State.Reversing it -> denial(it.cause(), texts);
            case State.Reversed it -> denial(it.cause(), texts);
            default -> null;
        };
    }

    private static DenialView denial(Denial denial, DeclineTexts texts) {
        return new DenialView(denial.reason().wireName(), denial.rail(), denial.railCode(), texts.of(denial.reason()));
    }

    private static @Nullable Instant finalAt(State state) {
        return switch (state) {
            case State.Completed it -> it.at();
            case State.Declined it -> it.at();
            case State.Reversed it -> it.at();
            case State.Cancelled it -> it.at();
            default -> null;
        };
    }
}
