package sandbox.simulation;

import gateway.payments.Payment;
import gateway.payments.Payment.State;
import gateway.payments.PaymentProblem;
import gateway.payments.ReviewRelease;
import gateway.payments.ReviewReleases;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The bank's people: they let go what waits for them, refuse it, do both at once, or forget it. */
final class Reviewers {

    private static final long SLOWEST_MS = 50_000;
    private static final long AGAIN_MS = 1_000;

    private final World world;

    Reviewers(World world) {
        this.world = world;
    }

    /** A payment waits for them from now on. */
    void asked(Payment payment) {
        world.see(payment.version() == 1 ? Sight.IN_REVIEW : Sight.IN_REVIEW_AFTER_ITS_CODE);
        world.agenda.afterMillis(world.between(100, SLOWEST_MS), () -> decide(payment.id()));
    }

    private void decide(PaymentId id) {
        switch ((int) world.between(0, 5)) {
            case 0 -> {}
            case 1 -> refuse(id);
            case 2 -> {
                letGo(id);
                refuse(id);
            }
            default -> letGo(id);
        }
    }

    private void letGo(PaymentId id) {
        if (world.database.down || world.database.full) {
            world.agenda.afterMillis(AGAIN_MS, () -> letGo(id));
            return;
        }
        var payment =
                Objects.requireNonNull(world.database.payments.get(id.value())).payment();
        var now = world.agenda.instant();
        if (payment.state() instanceof State.InReview it && now.isBefore(it.until())) {
            world.database.release(id.value(), new ReviewRelease(new UUID(0, 1), "one", "known to us"), now);
        }
    }

    private void refuse(PaymentId id) {
        world.anyNode().refuse(id);
    }

    /** What a node reads of releases; it fails while the database is down. */
    record Read(NodeStore store, World world) implements ReviewReleases {

        @Override
        public Mono<Optional<ReviewRelease>> of(PaymentId payment) {
            return store.read(() -> Optional.ofNullable(world.database.releases.get(payment.value())));
        }

        @Override
        public Mono<Void> add(PaymentId payment, ReviewRelease release, Instant at) {
            return store.write(() -> world.database.release(payment.value(), release, at))
                    .filter(done -> done)
                    .switchIfEmpty(Mono.error(() -> PaymentProblem.PAYMENT_NOT_IN_REVIEW.because(payment.toString())))
                    .then();
        }
    }
}
