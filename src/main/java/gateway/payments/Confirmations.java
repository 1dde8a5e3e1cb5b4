package gateway.payments;

import gateway.payments.Payment.Destination;
import gateway.payments.Payments.Order;
import gateway.sessions.StepUp;
import gateway.sessions.StepUp.Challenge;
import gateway.shared.ids.ChallengeId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * When a payment needs the customer's code, and what the code stands for. Merchants are known to the bank, so the first
 * payment to one needs none; a card or wallet that the customer never paid does.
 */
@Component
class Confirmations {

    private final StepUp stepUp;
    private final PaymentStore store;
    private final PaymentSettings settings;

    Confirmations(StepUp stepUp, PaymentStore store, PaymentSettings settings) {
        this.stepUp = stepUp;
        this.store = store;
        this.settings = settings;
    }

    /** Whether the customer has never paid the payee, who is neither their own nor a merchant. */
    Mono<Boolean> isFirst(Order command) {
        var payee = strangerIn(command);
        return payee == null
                ? Mono.just(false)
                : store.hasPaid(command.customer(), payee).map(paid -> !paid);
    }

    /** @param first see {@link #isFirst} */
    boolean needed(Order command, boolean first) {
        return (first && settings.stepUpForNewPayee())
                || command.amount()
                        .isGreaterThan(settings.stepUpAbove(command.amount().asset()));
    }

    Mono<Challenge> challenge(Payment payment) {
        return stepUp.challenge(
                payment.customer(), payment.key(), binding(payment), payment.debited() + " -> " + payeeOf(payment));
    }

    Mono<StepUp.Result> confirm(Payment payment, ChallengeId challenge, String code) {
        return stepUp.confirm(challenge, payment.customer(), binding(payment), code);
    }

    /** Everything the customer agrees to; any change makes it another binding. */
    private static String binding(Payment payment) {
        return String.join(
                "|",
                payment.id().toString(),
                payment.amount().toString(),
                payment.debited().toString(),
                payment.credited().toString(),
                payment.source().toString(),
                payment.destination().toString());
    }

    private static String payeeOf(Payment payment) {
        return switch (payment.destination()) {
            case Destination.ToCard it -> it.masked();
            case Destination.ToWallet _ -> "wallet";
            case Destination.ToMerchant it -> it.name();
            case Destination.ToRemittance it -> it.country() + " " + it.masked();
        };
    }

    /** The payee's id when it is neither the customer's own nor a merchant. */
    private static @Nullable UUID strangerIn(Order command) {
        return switch (command.destination()) {
            case Destination.ToCard it when !it.own() -> it.card().value();
            case Destination.ToWallet it
            when !it.owner().equals(command.customer()) -> it.owner().value();
            case Destination.ToRemittance it -> it.beneficiary().value();
            case Destination.ToCard _, Destination.ToWallet _, Destination.ToMerchant _ -> null;
        };
    }
}
