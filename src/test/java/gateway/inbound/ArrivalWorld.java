package gateway.inbound;

import gateway.compliance.Movement;
import gateway.customers.KycTier;
import gateway.customers.KycTiers;
import gateway.fraud.Restriction;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrival.State;
import gateway.ledger.PostTransfers;
import gateway.payments.decisions.RecordDecision;
import gateway.platform.journal.Announce;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Journal;
import gateway.platform.journal.JournalProblem;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything around arrivals, in memory. */
final class ArrivalWorld implements Arrivals, ArrivalReviews, Journal, Restrictions {

    final Map<ArrivalKey, Arrival> stored = new HashMap<>();
    final Set<CustomerId> restricted = new HashSet<>();
    final Set<ArrivalKey> broken = new HashSet<>();
    final Deque<Refusal> refusals = new ArrayDeque<>();
    final List<PostTransfers.Transfer> transfers = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final List<Part> asked = new ArrayList<>();
    final List<Movement> movements = new ArrayList<>();
    final ListedNames names = new ListedNames();
    final Map<UUID, Decided> decisions = new HashMap<>();
    final List<RecordDecision> trail = new ArrayList<>();
    boolean ordered;
    boolean restrictedLater;
    boolean silent;
    int entries;

    TakeArrivals take(Clock clock) {
        var checks = new ArrivalChecks(
                new ArrivalChecks.Lists(names, names, names),
                new CountedUses(),
                _ -> Mono.just(new KycTiers.Standing(KycTier.DOCUMENTED, TakeArrivalsTest.NOW)),
                this,
                restricted::contains,
                seen -> {
                    movements.addAll(seen);
                    return Optional.empty();
                });
        return new TakeArrivals(this, this, checks, this, InboundSettingsTest.DEFAULTS, clock);
    }

    @Override
    public Mono<Optional<Decided>> of(UUID arrival) {
        return Mono.fromSupplier(() -> Optional.ofNullable(decisions.get(arrival)));
    }

    @Override
    public Mono<Void> decide(Decided it) {
        return Mono.fromRunnable(() -> {
            decisions.putIfAbsent(it.arrival(), it);
            stored.replaceAll((_, one) -> one.id().equals(it.arrival()) ? due(one) : one);
        });
    }

    private static Arrival due(Arrival it) {
        return new Arrival(
                it.key(),
                it.id(),
                it.receiver(),
                it.into(),
                it.sender(),
                it.sent(),
                it.received(),
                it.rate(),
                it.checkedAt(),
                TakeArrivalsTest.DECIDED,
                it.state(),
                it.version());
    }

    @Override
    public Flux<Arrival> takeOnward(Instant now, Instant until, int limit) {
        return Flux.fromStream(stored.values().stream()
                .filter(it -> it.into() instanceof Into.LinkedCard to
                        && to.onward().lookAt() != null
                        && !now.isBefore(to.onward().lookAt())));
    }

    @Override
    public Flux<Arrival> inReview(int limit) {
        return Flux.fromStream(stored.values().stream().filter(it -> it.state() instanceof State.InReview));
    }

    @Override
    public Mono<Optional<Arrival>> inReview(UUID id) {
        return inReview(1)
                .filter(it -> it.id().equals(id))
                .next()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    @Override
    public Mono<Optional<Arrival>> find(ArrivalKey key) {
        return Mono.fromSupplier(() -> Optional.ofNullable(stored.get(key)));
    }

    @Override
    public Mono<Optional<Page>> page(Question question) {
        return Mono.just(Optional.of(new Page(List.copyOf(stored.values()), stored.size())));
    }

    @Override
    public Flux<Arrival> due(Instant now, int limit) {
        return Flux.fromStream(stored.values().stream()
                .filter(it -> it.state() instanceof State.Approved && !now.isBefore(it.expiresAt()))
                .sorted(Comparator.comparing(it -> it.key().theirId()))
                .limit(limit));
    }

    @Override
    public Mono<Decision> commit(Entry entry) {
        return Mono.fromSupplier(() -> {
            if (silent) {
                throw JournalProblem.UNAVAILABLE.because("silent");
            }
            if (entry.parts().stream().allMatch(RecordDecision.class::isInstance)) {
                entry.parts().forEach(this::apply);
                return Decision.COMMITTED;
            }
            if (entry.parts().stream()
                    .anyMatch(part -> part instanceof WriteArrival(var it) && broken.contains(it.key()))) {
                throw new IllegalStateException("broken");
            }
            if (!refusals.isEmpty()) {
                return new Decision.Refused(refusals.poll());
            }
            if (entry.parts().stream().anyMatch(this::isLate)) {
                return new Decision.Refused(new WriteArrival.ArrivalMoved());
            }
            entries++;
            entry.parts().forEach(this::apply);
            return Decision.COMMITTED;
        });
    }

    private boolean isLate(Part part) {
        return part instanceof WriteArrival(var it)
                && it.version()
                        != (stored.containsKey(it.key()) ? stored.get(it.key()).version() : 0) + 1;
    }

    private void apply(Part part) {
        switch (part) {
            case WriteArrival(var it) -> stored.put(it.key(), it);
            case PostTransfers(var more) -> transfers.addAll(more);
            case Announce(var more) -> more.forEach(event -> events.add(event.type()));
            case RecordDecision it -> trail.add(it);
            default -> asked.add(part);
        }
    }

    @Override
    public Mono<Optional<Restriction>> of(List<Subject> subjects) {
        return Mono.fromSupplier(() -> ordered ? Optional.of(order()) : Optional.empty());
    }

    @Override
    public Part unless(List<Subject> subjects) {
        return new Unless(subjects);
    }

    static Restriction order() {
        return new Restriction(
                "o-1",
                new Subject(Subject.Kind.CUSTOMER, TakeArrivalsTest.RECEIVER.value()),
                TakeArrivalsTest.NOW,
                Instant.MAX);
    }

    /** Holds unless one of these is stopped. */
    record Unless(List<Subject> subjects) implements Part {}
}
