package sandbox.simulation;

import gateway.payments.Controls;
import gateway.payments.Payment;
import gateway.payments.Payments.Order;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Operation;
import gateway.sessions.NewDevices;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Nobody is suspected of anything, and no device has to wait: fraud, compliance and policy are not simulated. */
public interface Uncontrolled extends Controls, NewDevices {

    /** Everybody may do everything. */
    Uncontrolled INSTANCE = new Uncontrolled() {};

    @Override
    default Optional<Wait> waits(DeviceId device, Operation operation, Instant now) {
        return Optional.empty();
    }

    @Override
    default Instant sees(DeviceId device, Instant now) {
        return Instant.EPOCH;
    }

    @Override
    default Mono<Ruling> judge(PaymentId id, Order order, Instant now, boolean first) {
        return Mono.just(Ruling.NOTHING);
    }

    @Override
    default Mono<Void> opened(PaymentId payment, Ruling ruling) {
        return Mono.empty();
    }

    @Override
    default Mono<Void> refused(PaymentId payment, Refusal refusal) {
        return Mono.empty();
    }

    @Override
    default boolean forbids(Payment payment) {
        return false;
    }

    @Override
    default List<Part> beforeItBegins(Payment payment) {
        return List.of();
    }

    @Override
    default List<Part> beforeItGoesBack(Payment payment) {
        return List.of();
    }

    @Override
    default List<Part> moved(Payment payment, Instant at) {
        return List.of();
    }
}
