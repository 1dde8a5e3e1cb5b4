package gateway.crossborder;

import gateway.compliance.ListedPayees;
import gateway.compliance.Party;
import gateway.compliance.PartyKind;
import gateway.compliance.Screening;
import gateway.compliance.Verdict;
import gateway.crossborder.Beneficiary.Details;
import gateway.platform.journal.JournalProblem;
import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps whom customers send money to: complete by their corridor, plausible, and on no list. Compliance hears of a
 * listed one before the customer hears no.
 */
@Component
public class Beneficiaries {

    /** So long the answer waits for the case of the customer; then they hear to ask again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BeneficiaryStore store;
    private final Corridors corridors;
    private final Screening screening;
    private final ListedPayees listed;
    private final CrossBorderSettings settings;
    private final TimeOrderedIds ids;
    private final Clock clock;

    Beneficiaries(
            BeneficiaryStore store,
            Corridors corridors,
            Screening screening,
            ListedPayees listed,
            CrossBorderSettings settings,
            TimeOrderedIds ids,
            Clock clock) {
        this.store = store;
        this.corridors = corridors;
        this.screening = screening;
        this.listed = listed;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<Beneficiary> add(CustomerId owner, Details details) {
        return check(owner, details)
                .then(Mono.fromSupplier(() -> first(owner, details)))
                .flatMap(it -> store.add(it, settings.beneficiaries())
                        .filter(added -> added)
                        .switchIfEmpty(
                                Mono.error(() -> CrossBorderProblem.TOO_MANY_BENEFICIARIES.because("Remove one first")))
                        .thenReturn(it));
    }

    private Beneficiary first(CustomerId owner, Details details) {
        return new Beneficiary(new BeneficiaryId(ids.next(owner.shard())), 1, owner, details, clock.instant());
    }

    /** @param version the one that is replaced */
    public Mono<Beneficiary> replace(CustomerId owner, BeneficiaryId id, int version, Details details) {
        return find(owner, id)
                .delayUntil(_ -> check(owner, details))
                .map(_ -> new Beneficiary(id, version + 1, owner, details, clock.instant()))
                .flatMap(this::replace);
    }

    /** Errors with BENEFICIARY_NOT_FOUND, also for another customer's. */
    public Mono<Beneficiary> find(CustomerId owner, BeneficiaryId id) {
        return store.find(owner, id).switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    /** Oldest first. */
    public Mono<List<Beneficiary>> list(CustomerId owner) {
        return store.list(owner, settings.beneficiaries()).collectList();
    }

    /** What was sent to them goes on. */
    public Mono<Void> remove(CustomerId owner, BeneficiaryId id) {
        return store.remove(owner, id)
                .filter(removed -> removed)
                .switchIfEmpty(Mono.error(() -> notFound(id)))
                .then();
    }

    private Mono<Beneficiary> replace(Beneficiary it) {
        return store.replace(it)
                .filter(written -> written)
                .switchIfEmpty(Mono.error(() -> CrossBorderProblem.BENEFICIARY_CHANGED.because("Read it again")))
                .thenReturn(it);
    }

    /** Errors with what is wrong by the corridor that is open now, and by the lists in force. */
    Mono<Void> check(CustomerId owner, Details details) {
        return Mono.defer(() -> {
            complete(details);
            return unlisted(owner, details);
        });
    }

    // Who is merely alike is looked at by people when something is sent to them.
    private Mono<Void> unlisted(CustomerId owner, Details details) {
        return screening.screen(party(details)) instanceof Verdict.Hit hit
                ? listed.tried(owner, null, hit.matches().getFirst())
                        .timeout(PATIENCE, Mono.error(Beneficiaries::stoodStill))
                        .then(Mono.error(() -> CrossBorderProblem.BENEFICIARY_REFUSED.because("Ask the bank")))
                : Mono.empty();
    }

    private void complete(Details details) {
        var corridor = corridors.find(details.country(), details.currency()).says();
        var missing = BeneficiaryRules.missing(corridor, details);
        if (!missing.isEmpty()) {
            throw CrossBorderProblem.BENEFICIARY_INCOMPLETE
                    .because("Tell also " + String.join(", ", missing))
                    .with("fields", missing);
        }
        var faults = BeneficiaryRules.faults(details);
        if (!faults.isEmpty()) {
            var first = faults.getFirst();
            throw CrossBorderProblem.BENEFICIARY_INVALID
                    .because(first.field() + " " + first.why())
                    .with("field", first.field());
        }
    }

    private static Party party(Details it) {
        return new Party(
                it.company() ? PartyKind.ORGANISATION : PartyKind.PERSON,
                it.name(),
                null,
                it.country(),
                null,
                List.of());
    }

    private static RuntimeException stoodStill() {
        return JournalProblem.OVERLOADED
                .because("The request waited too long; nothing was done")
                .with("retryAfter", 1);
    }

    private static RuntimeException notFound(BeneficiaryId id) {
        return CrossBorderProblem.BENEFICIARY_NOT_FOUND.because(id.toString());
    }
}
