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
public enum Uncontrolled implements Controls, NewDevices {
    INSTANCE;

    @Override
    public Optional<Wait> waits(DeviceId device, Operation operation, Instant now) {
        return Optional.empty();
    }

    @Override
    public Instant sees(DeviceId device, Instant now) {
        return Instant.EPOCH;
    }

    @Override
    public Mono<Ruling> judge(PaymentId id, Order order, Instant now, boolean first) {
        return Mono.just(Ruling.NOTHING);
    }

    @Override
    public Mono<Void> opened(PaymentId payment, Ruling ruling) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> refused(PaymentId payment, Refusal refusal) {
        return Mono.empty();
    }

    @Override
    public boolean forbids(Payment payment) {
        return false;
    }

    @Override
    public Optional<Part> beforeItBegins(Payment payment) {
        return Optional.empty();
    }

    @Override
    public List<Part> moved(Payment payment, Instant at) {
        return List.of();
    }
}
