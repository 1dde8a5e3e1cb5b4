package gateway.customers.kyc;

import gateway.customers.Customers;
import gateway.customers.Identity;
import gateway.customers.Phone;
import gateway.customers.kyc.IdentityRegistry.Answer;
import gateway.rulebook.BankTime;
import gateway.shared.ids.CustomerId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A customer shows who they are and a document; the registry says whether it is so. */
@Component
public class ShowDocument {

    private final Customers customers;
    private final KycStore store;
    private final IdentityRegistry registry;
    private final RememberedTiers tiers;
    private final Clock clock;

    ShowDocument(Customers customers, KycStore store, IdentityRegistry registry, RememberedTiers tiers, Clock clock) {
        this.customers = customers;
        this.store = store;
        this.registry = registry;
        this.tiers = tiers;
        this.clock = clock;
    }

    /**
     * Emits what is known afterwards. Showing the same again asks the registry again and changes nothing else. Where
     * the registry is away the document waits: for another showing or for the bank's staff. What one of the staff said
     * is not so does not become so by being shown.
     */
    public Mono<KycState> show(CustomerId customer, Submission.Raw raw) {
        return Mono.fromSupplier(() -> Submission.read(raw, today()))
                .flatMap(shown -> store.save(customer, shown).flatMap(document -> ask(customer, shown, document)))
                .then(Mono.defer(() -> forgotten(customer)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BankTime.ZONE);
    }

    private Mono<KycState> forgotten(CustomerId customer) {
        tiers.forget(customer);
        return store.read(customer);
    }

    private Mono<Void> ask(CustomerId customer, Submission shown, UUID document) {
        return customers
                .find(customer)
                .flatMap(known -> registry.ask(shown, new Phone(known.phone())))
                .flatMap(answer -> switch (answer) {
                    case Answer.Answered it ->
                        claim(customer, shown, it).flatMap(mine -> record(customer, shown, document, it, mine));
                    case Answer.NoAnswer _ -> Mono.empty();
                });
    }

    // Only whoever the registry knows by this number and this phone: nobody takes a number away by knowing it.
    private Mono<Boolean> claim(CustomerId customer, Submission shown, Answer.Answered answer) {
        var pinfl = shown.pinfl().digits();
        return answer.person() && answer.phone() ? store.hold(customer, pinfl) : store.mayHold(customer, pinfl);
    }

    private Mono<Void> record(
            CustomerId customer, Submission shown, UUID document, Answer.Answered answer, boolean mine) {
        var words = List.of(
                word(Fact.PINFL, null, answer.person() && mine, null, mine ? "" : "another customer has this PINFL"),
                word(Fact.PHONE, null, answer.phone(), null, ""),
                word(Fact.DOCUMENT, document, answer.document(), answer.documentUntil(), ""));
        return store.read(customer)
                .filter(state -> isStill(state.identity(), shown))
                .flatMapMany(state -> Flux.fromIterable(words)
                        .filter(word -> isNews(word, state.proofs()))
                        .concatMap(word -> store.prove(Objects.requireNonNull(state.identity()), word)))
                .then();
    }

    private static boolean isNews(Proof word, List<Proof> known) {
        return known.stream().noneMatch(it -> word.repeats(it) || word.yieldsTo(it));
    }

    private static boolean isStill(@Nullable Identity identity, Submission shown) {
        return identity != null
                && identity.pinfl().equals(shown.pinfl())
                && identity.fullName().equals(shown.fullName())
                && identity.born().equals(shown.born());
    }

    private static Proof word(
            Fact fact, @Nullable UUID document, boolean holds, @Nullable LocalDate until, String reason) {
        return new Proof(fact, document, holds, until, Proof.REGISTRY, reason);
    }
}
