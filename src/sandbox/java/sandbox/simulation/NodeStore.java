package sandbox.simulation;

import gateway.payments.Payment;
import gateway.payments.Refund;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.ClaimKey.KeyRefusal;
import gateway.platform.journal.IdempotencyKeys;
import gateway.platform.journal.JournalProblem;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.simulation.Database.PaymentRow;
import sandbox.simulation.Database.RefundRow;

/** What a node reads, from the model's maps; it fails while the database is down. */
final class NodeStore implements EmptyPayments, IdempotencyKeys {

    private final World world;
    private final Node node;

    NodeStore(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    <T> Mono<T> read(Supplier<T> look) {
        return ask(look, false);
    }

    <T> Mono<T> write(Supplier<T> work) {
        return ask(work, true);
    }

    private <T> Mono<T> ask(Supplier<T> look, boolean writes) {
        return Mono.create(sink -> node.after(1, () -> {
            if (world.database.down || (writes && world.database.full)) {
                sink.error(JournalProblem.UNAVAILABLE.because("The database cannot be reached"));
            } else {
                sink.success(look.get());
            }
        }));
    }

    @Override
    public Mono<Payment> find(PaymentId id) {
        return read(() -> {
            var row = world.database.payments.get(id.value());
            if (row == null) {
                throw new Violation("nothing acknowledged is lost", "a node works on " + id + ", which is not stored");
            }
            return row.payment();
        });
    }

    @Override
    public Mono<Refund> find(RefundId id) {
        return read(() ->
                Objects.requireNonNull(world.database.refunds.get(id.value())).refund());
    }

    @Override
    public Mono<Boolean> hasPaid(CustomerId customer, UUID payee) {
        return read(() -> world.database.payees.contains(Database.key(customer.value(), payee.toString())));
    }

    @Override
    public Flux<Payment> takeDue(Instant now, Instant until, int limit) {
        return write(() -> {
                    var due = world.database.payments.values().stream()
                            .filter(row ->
                                    row.nextCheck() != null && !row.nextCheck().isAfter(now))
                            .sorted(Comparator.comparing(row -> Objects.requireNonNull(row.nextCheck())))
                            .limit(limit)
                            .map(PaymentRow::payment)
                            .toList();
                    due.forEach(payment -> {
                        world.database.payments.put(payment.id().value(), new PaymentRow(payment, until));
                        world.taken(payment.id(), node);
                    });
                    return due;
                })
                .flatMapIterable(due -> due);
    }

    @Override
    public Flux<Refund> takeDueRefunds(Instant now, Instant until, int limit) {
        return write(() -> {
                    var due = world.database.refunds.values().stream()
                            .filter(row ->
                                    row.nextCheck() != null && !row.nextCheck().isAfter(now))
                            .sorted(Comparator.comparing(row -> Objects.requireNonNull(row.nextCheck())))
                            .limit(limit)
                            .map(RefundRow::refund)
                            .toList();
                    due.forEach(
                            refund -> world.database.refunds.put(refund.id().value(), new RefundRow(refund, until)));
                    return due;
                })
                .flatMapIterable(due -> due);
    }

    @Override
    public Mono<Optional<KeyRefusal>> find(int shard, UUID scope, String key, byte[] fingerprint) {
        return read(() -> {
            var claim = world.database.keys.get(Database.key(scope, key));
            if (claim == null) {
                return Optional.empty();
            }
            var answer = world.database.answer(claim);
            return Optional.of(
                    Arrays.equals(claim.fingerprint(), fingerprint)
                            ? new ClaimKey.Duplicate(claim.subject(), answer)
                            : new ClaimKey.KeyReused());
        });
    }
}
