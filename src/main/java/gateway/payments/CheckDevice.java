package gateway.payments;

import gateway.payments.Controls.Ruling;
import gateway.payments.Payments.Order;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.sessions.NewDevices;
import gateway.sessions.NewDevices.Wait;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks first whether the device has to wait, and only then everything that has to be looked up. */
@Component
class CheckDevice {

    private static final String CHECK = "device";

    private final NewDevices devices;
    private final Controls controls;

    CheckDevice(NewDevices devices, Controls controls) {
        this.devices = devices;
        this.controls = controls;
    }

    /** @param first whether the customer pays a person or card for the first time */
    Mono<Ruling> judge(PaymentId id, Order order, Instant now, boolean first) {
        var operation = PaymentPrices.operation(order.source(), order.destination());
        return devices.waits(order.origin().device(), operation, now)
                .map(wait -> Mono.just(refused(wait, operation.code(), now)))
                .orElseGet(() -> controls.judge(id, order, now, first));
    }

    /**
     * What a device has to hear that would confirm a payment, perhaps one that another device made; empty when nothing.
     */
    Optional<BookRefusal> confirming(DeviceId device, Payment payment, Instant now) {
        var operation = PaymentPrices.operation(payment.source(), payment.destination());
        return devices.waits(device, operation, now).map(DeviceWait::of).map(BookRefusal::tooNew);
    }

    /** As {@link Controls#opened}. */
    Mono<Void> opened(PaymentId payment, Ruling ruling) {
        return controls.opened(payment, ruling);
    }

    private static Ruling refused(Wait wait, String operation, Instant now) {
        var inputs = new TreeMap<>(Map.of(
                "operation", operation,
                "device-since", wait.since().toString(),
                "until", wait.until().toString()));
        var rule = wait.rule();
        var judgement = new Judgement(CHECK, Outcome.REFUSED, rule.id(), rule.version(), inputs, now);
        var refusal = BookRefusal.tooNew(DeviceWait.of(wait));
        return new Ruling(Outcome.REFUSED, List.of(judgement), refusal, List.of(), Outcome.REFUSED);
    }
}
