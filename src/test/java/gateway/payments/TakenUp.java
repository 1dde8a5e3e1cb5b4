package gateway.payments;

import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Journal;
import gateway.shared.ids.PaymentId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.simulation.EmptyPayments;
import sandbox.simulation.Uncontrolled;
import sandbox.simulation.Unlimited;

/** What takes up unfinished payments, over books in memory that lease what is due. */
final class TakenUp implements EmptyPayments, ReviewReleases {

    final List<Payment> written = new ArrayList<>();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final ReviewPayment reviews;
    final ResolvePayments resolver;
    private final List<Row> rows = new ArrayList<>();
    private Optional<ReviewRelease> release = Optional.empty();

    /** A payment, and when somebody may look at it. */
    private record Row(Payment payment, Instant due) {}

    TakenUp(Rails rails, PaymentSettings settings, Clock clock) {
        var renderer = new PaymentRenderer();
        Journal books = entry -> Mono.fromSupplier(() -> write(entry));
        var journal = Journals.over(books, settings, Unlimited.INSTANCE, Uncontrolled.INSTANCE, registry, clock);
        var run = new PaymentRun(rails, journal, settings, clock);
        this.reviews = new ReviewPayment(this, this, Uncontrolled.INSTANCE, rails, run, renderer, clock);
        var answers = new Answers(renderer, new MemoryBooks(), books);
        var refunds = new RefundPayment(rails, journal, this, answers, settings, Examples.IDS, clock);
        this.resolver = new ResolvePayments(
                this,
                new TakeUp(run, reviews, refunds),
                new PaymentsInFlight(settings, registry),
                settings,
                clock,
                registry);
    }

    void add(Payment payment, Instant due) {
        rows.add(new Row(payment, due));
    }

    void release(ReviewRelease it) {
        release = Optional.of(it);
    }

    private Decision write(Entry entry) {
        entry.parts().stream()
                .filter(WritePayment.class::isInstance)
                .map(part -> ((WritePayment) part).payment())
                .forEach(this::written);
        return Decision.COMMITTED;
    }

    private void written(Payment payment) {
        written.add(payment);
        rows.removeIf(row -> row.payment().id().equals(payment.id()));
    }

    @Override
    public Flux<Payment> takeDue(Instant now, Instant until, int limit) {
        return Flux.defer(() -> {
            var taken = rows.stream()
                    .filter(row -> !row.due().isAfter(now))
                    .limit(limit)
                    .toList();
            rows.removeAll(taken);
            taken.forEach(row -> add(row.payment(), until));
            return Flux.fromIterable(taken).map(Row::payment);
        });
    }

    @Override
    public Mono<Payment> find(PaymentId id) {
        return Mono.error(new AssertionError("Nobody asks for " + id));
    }

    @Override
    public Mono<Optional<ReviewRelease>> of(PaymentId payment) {
        return Mono.just(release);
    }

    @Override
    public Mono<Void> add(PaymentId payment, ReviewRelease it, Instant at) {
        return Mono.error(new AssertionError("Nobody decides here"));
    }
}
