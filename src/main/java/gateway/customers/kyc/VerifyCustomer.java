package gateway.customers.kyc;

import static gateway.customers.CustomerProblem.CUSTOMER_CHANGED;
import static gateway.customers.CustomerProblem.IDENTITY_MISSING;
import static gateway.customers.CustomerProblem.VERIFICATION_INVALID;

import gateway.customers.Customers;
import gateway.rulebook.BankTime;
import gateway.shared.ids.CustomerId;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A member of the bank's staff says that something about a customer is so, or is not. */
@Component
public class VerifyCustomer {

    private final Customers customers;
    private final KycStore store;
    private final RememberedTiers tiers;
    private final Clock clock;

    VerifyCustomer(Customers customers, KycStore store, RememberedTiers tiers, Clock clock) {
        this.customers = customers;
        this.store = store;
        this.tiers = tiers;
        this.clock = clock;
    }

    /** What is said, as it came. */
    public record Word(
            String fact,
            @Nullable String document,
            boolean holds,
            @Nullable String until,
            String reason) {}

    /** Which act of two people it rests on, and what they had seen. */
    record Basis(UUID act, String evidence) {}

    /** Emits what is known afterwards. Errors with CUSTOMER_NOT_FOUND, IDENTITY_MISSING or VERIFICATION_INVALID. */
    public Mono<KycState> verify(CustomerId customer, String staff, Word word) {
        return customers
                .find(customer)
                .then(store.read(customer))
                .flatMap(state -> prove(state, staff, word, null))
                .then(Mono.defer(() -> forgotten(customer)));
    }

    /** Says no more than whether {@link #confirm} would do it now; errors as that does. */
    Mono<Void> check(CustomerId customer, Word word, String evidence) {
        return seen(customer, evidence).map(state -> proof(state, "", word)).then();
    }

    /** As {@link #verify}, in the transaction of an act. Errors with CUSTOMER_CHANGED when other evidence was seen. */
    Mono<Void> confirm(CustomerId customer, String staff, Word word, Basis basis) {
        return store.lock(customer)
                .then(Mono.defer(() -> seen(customer, basis.evidence())))
                .flatMap(state -> prove(state, staff, word, basis))
                .then(Mono.fromRunnable(() -> tiers.forget(customer)));
    }

    private Mono<KycState> seen(CustomerId customer, String evidence) {
        return customers
                .find(customer)
                .then(store.read(customer))
                .filter(state -> state.evidence().equals(evidence))
                .switchIfEmpty(Mono.error(() -> CUSTOMER_CHANGED.because("Look at the customer again")));
    }

    /** The same of one there is. Errors with CUSTOMER_NOT_FOUND. */
    public Mono<KycState> known(CustomerId customer) {
        return customers.find(customer).then(store.read(customer));
    }

    /** What is known of a customer. */
    public Mono<KycState> state(CustomerId customer) {
        return store.read(customer);
    }

    private Mono<KycState> forgotten(CustomerId customer) {
        tiers.forget(customer);
        return store.read(customer);
    }

    private static RuntimeException nobody() {
        return IDENTITY_MISSING.because("There is nobody to verify yet");
    }

    private Mono<Void> prove(KycState state, String staff, Word word, @Nullable Basis basis) {
        var proof = proof(state, staff, word);
        var identity = Objects.requireNonNull(state.identity());
        // Each of the two completes the other.
        boolean claims = proof.holds() && (proof.fact() == Fact.PINFL || proof.fact() == Fact.PHONE);
        if (!claims) {
            return store.prove(identity, proof, basis);
        }
        return store.hold(identity.customer(), identity.pinfl().digits())
                .flatMap(mine -> mine ? store.prove(identity, proof, basis) : Mono.error(taken()));
    }

    private static RuntimeException taken() {
        return no("fact", "Another customer has this PINFL");
    }

    private Proof proof(KycState state, String staff, Word word) {
        if (state.identity() == null) {
            throw nobody();
        }
        var fact = Fact.find(word.fact()).orElseThrow(() -> no("fact", "There is no such fact"));
        var document = word.document() == null ? null : document(state, word.document());
        if ((fact == Fact.DOCUMENT) != (document != null)) {
            throw no("document", "Named where the fact is a document, and only there");
        }
        return new Proof(fact, document, word.holds(), until(word), staff, word.reason());
    }

    private static UUID document(KycState state, String text) {
        return state.documents().stream()
                .map(Document::id)
                .filter(id -> id.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> no("document", "This customer has no such document"));
    }

    private @Nullable LocalDate until(Word word) {
        if (word.until() == null) {
            return null;
        }
        try {
            var until = LocalDate.parse(word.until());
            if (!until.isBefore(LocalDate.ofInstant(clock.instant(), BankTime.ZONE))) {
                return until;
            }
        } catch (DateTimeException _) {
            throw no("until", "Dates look like 2030-12-31");
        }
        throw no("until", "It is over already");
    }

    private static RuntimeException no(String field, String why) {
        return VERIFICATION_INVALID.because(why).with("field", field);
    }
}
