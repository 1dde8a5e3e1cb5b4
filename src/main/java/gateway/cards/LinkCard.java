package gateway.cards;

import static gateway.cards.CardProblem.TOO_MANY_CARDS;
import static gateway.cards.CardProblem.TOO_MANY_REGISTRATIONS;

import gateway.cards.CardRegistrar.Registration;
import gateway.cards.postgres.MostCards;
import gateway.cards.postgres.RegistrationStore;
import gateway.cards.postgres.RegistrationStore.Claim;
import gateway.cards.postgres.RegistrationStore.Earlier;
import gateway.platform.http.RequestProblem;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.RegistrationId;
import gateway.shared.problems.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Begins to link a card: asks its rail whether it belongs to the customer. */
@Component
public final class LinkCard {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final CardAdmission admission;
    private final RegistrationStore registrations;
    private final Registrars registrars;
    private final FinishLinking finish;
    private final CardSettings settings;
    private final Moments moments;

    /** New ids and the time, which belong together: an id carries the time. */
    LinkCard(
            CardAdmission admission,
            RegistrationStore registrations,
            Registrars registrars,
            FinishLinking finish,
            CardSettings settings,
            Moments moments) {
        this.admission = admission;
        this.registrations = registrations;
        this.registrars = registrars;
        this.finish = finish;
        this.settings = settings;
        this.moments = moments;
    }

    /**
     * Emits {@link Linking.CodeSent} or {@link Linking.Linked}; everything else is an error with its problem. The same
     * key with the same request gives the same answer and asks no rail again.
     */
    public Mono<Linking> begin(Request request) {
        return Mono.fromSupplier(() -> admission.candidate(request.pan(), request.expiry(), request.through()))
                .flatMap(card -> begin(request, card));
    }

    private Mono<Linking> begin(Request request, Candidate card) {
        return registrations
                .earlier(request.owner(), request.key(), request.fingerprint())
                .flatMap(found ->
                        found.filter(this::stands).map(LinkCard::repeat).orElseGet(() -> first(request, card)));
    }

    // A claim that its asker abandoned binds nobody to wait for it.
    private boolean stands(Earlier earlier) {
        return !(isUndecided(earlier) && earlier.expiresAt().isBefore(moments.now()));
    }

    private static boolean isUndecided(Earlier earlier) {
        return earlier.answer() instanceof Linking.Asking || earlier.answer() instanceof Linking.Lapsed;
    }

    private static Mono<Linking> repeat(Earlier earlier) {
        if (!earlier.sameRequest()) {
            return Mono.error(() -> RequestProblem.KEY_REUSED.because("Use a new key for another card"));
        }
        return switch (earlier.answer()) {
            case Linking.CodeSent it -> Mono.just(it);
            case Linking.Linked it -> Mono.just(it);
            case Linking.Refused it -> Mono.error(() -> FinishLinking.problem(it));
            case Linking.Asking _, Linking.Lapsed _ ->
                Mono.error(() -> RequestProblem.REQUEST_IN_PROGRESS
                        .because("The card's network is still being asked")
                        .with("retryAfter", Duration.ofSeconds(1)));
        };
    }

    private Mono<Linking> first(Request request, Candidate card) {
        return Mono.fromSupplier(() -> claim(request, card))
                .flatMap(claim -> registrations.claim(claim, most(claim.now())).flatMap(claimed -> switch (claimed) {
                    case OURS -> ask(claim);
                    case TAKEN -> lostRace(request, FinishLinking::unavailable);
                    case TOO_MANY -> lostRace(request, this::tooMany);
                    case TOO_OFTEN -> lostRace(request, this::tooOften);
                }));
    }

    // Whoever proved a code in its last moment may still be heard of by the rail's deadline.
    private MostCards most(Instant now) {
        return new MostCards(
                settings.mostRegistrationsPerHour(),
                now.minus(AN_HOUR),
                settings.mostPerCustomer(),
                now.minus(settings.railDeadline().multipliedBy(2)));
    }

    // A twin of the request may have been quicker; else there is a reason for a no.
    private Mono<Linking> lostRace(Request request, Supplier<ProblemException> otherwise) {
        return registrations
                .earlier(request.owner(), request.key(), request.fingerprint())
                .flatMap(found ->
                        found.filter(this::stands).map(LinkCard::repeat).orElseGet(() -> Mono.error(otherwise)));
    }

    private ProblemException tooOften() {
        return TOO_MANY_REGISTRATIONS
                .because("At most " + settings.mostRegistrationsPerHour() + " an hour")
                .with("retryAfter", AN_HOUR);
    }

    private ProblemException tooMany() {
        return TOO_MANY_CARDS.because(
                "At most " + settings.mostPerCustomer() + " cards, with those being linked; unlink one");
    }

    private Claim claim(Request request, Candidate card) {
        var now = moments.now();
        var id = new RegistrationId(moments.newId(request.owner().shard()));
        var lapse = now.plus(settings.railDeadline().multipliedBy(2));
        return new Claim(id, request.owner(), request.key(), request.fingerprint(), card, now, lapse);
    }

    private Mono<Linking> ask(Claim claim) {
        return registrars.begin(claim.card()).flatMap(word -> heed(claim, word));
    }

    private Mono<Linking> heed(Claim claim, Registration word) {
        return switch (word) {
            case Registration.CodeSent it -> wait(claim, it);
            case Registration.Confirmed it ->
                finish.confirmed(claim.id(), claim.owner(), claim.card(), it).map(Linking.Linked::new);
            case Registration.Refused it ->
                finish.refused(claim.id(), new Linking.Refused(LinkRefusal.of(it.reason()), it.railCode()));
            case Registration.Unavailable _ ->
                registrations.forget(claim.id()).then(Mono.error(FinishLinking::unavailable));
        };
    }

    private Mono<Linking> wait(Claim claim, Registration.CodeSent word) {
        var sent = new Linking.CodeSent(
                claim.id(), word.maskedPhone(), moments.now().plus(settings.codeValidity()));
        return registrations
                .codeSent(sent.id(), word.reference(), sent.maskedPhone(), sent.expiresAt())
                .thenReturn(sent);
    }

    /**
     * @param pan digits as the client wrote them
     * @param expiry {@code YYYY-MM}
     * @param through the operator that keeps the card; null when its own network is asked
     * @param key the client's idempotency key
     * @param fingerprint hash of the request
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
    public record Request(
            CustomerId owner,
            String pan,
            String expiry,
            @Nullable String through,
            String key,
            byte[] fingerprint) {

        @Override
        public String toString() {
            return "Request[" + owner + "]";
        }
    }
}
