package gateway.cards;

import static gateway.cards.CardProblem.CODE_REFUSED;
import static gateway.cards.CardProblem.REGISTRATION_CLOSED;
import static gateway.cards.CardSettings.MOST_TRIES;

import gateway.cards.CardRegistrar.Registration;
import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.cards.postgres.RegistrationStore;
import gateway.cards.postgres.RegistrationStore.Waiting;
import gateway.platform.http.RequestProblem;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.RegistrationId;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Links a card with the code that its rail sent to the holder's phone. Three wrong codes end the registration. */
@Component
public final class ConfirmCard {

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{4,12}");

    private final RegistrationStore registrations;
    private final Registrars registrars;
    private final FinishLinking finish;
    private final Moments moments;

    ConfirmCard(RegistrationStore registrations, Registrars registrars, FinishLinking finish, Moments moments) {
        this.registrations = registrations;
        this.registrars = registrars;
        this.finish = finish;
        this.moments = moments;
    }

    /** Emits the linked card, also when it was linked by the same registration before. */
    public Mono<Card> confirm(CustomerId owner, RegistrationId id, String code) {
        if (!CODE.matcher(code).matches()) {
            return Mono.error(() -> CODE_REFUSED.because("A code has 4 to 12 letters and digits"));
        }
        return Mono.defer(() -> registrations.take(owner, id, MOST_TRIES, moments.now()))
                .flatMap(taken ->
                        taken.map(waiting -> tryCode(owner, id, waiting, code)).orElseGet(() -> notWaiting(owner, id)));
    }

    private Mono<Card> tryCode(CustomerId owner, RegistrationId id, Waiting waiting, String code) {
        return registrars
                .confirm(waiting.card().scheme(), waiting.reference(), code)
                .flatMap(word -> heed(owner, id, waiting, word));
    }

    private Mono<Card> heed(CustomerId owner, RegistrationId id, Waiting waiting, Registration word) {
        return switch (word) {
            case Registration.Confirmed it -> finish.confirmed(id, owner, waiting.card(), it);
            case Registration.Refused it
            when it.reason() == Reason.CODE_WRONG && waiting.tries() < MOST_TRIES ->
                Mono.error(() -> CODE_REFUSED
                        .because("The code is wrong")
                        .with("reason", LinkRefusal.CODE_WRONG.code())
                        .with("triesLeft", MOST_TRIES - waiting.tries()));
            case Registration.Refused it ->
                finish.refused(id, new Linking.Refused(LinkRefusal.of(it.reason()), it.railCode()));
            // A rail that sends another code instead of judging this one has decided nothing either.
            case Registration.Unavailable _, Registration.CodeSent _ ->
                registrations.giveBack(id).then(Mono.error(FinishLinking::unavailable));
        };
    }

    private Mono<Card> notWaiting(CustomerId owner, RegistrationId id) {
        return registrations.find(owner, id).flatMap(ConfirmCard::answer);
    }

    private static Mono<Card> answer(Linking reached) {
        return switch (reached) {
            case Linking.Linked it -> Mono.just(it.card());
            case Linking.Asking _ ->
                Mono.error(() -> RequestProblem.REQUEST_IN_PROGRESS
                        .because("The card's network is still being asked")
                        .with("retryAfter", Duration.ofSeconds(1)));
            case Linking.Refused _ -> Mono.error(() -> REGISTRATION_CLOSED.because("It was refused"));
            case Linking.CodeSent _, Linking.Lapsed _ ->
                Mono.error(() -> REGISTRATION_CLOSED.because("Its time or its tries are used up"));
        };
    }
}
