package gateway.webhooks.web;

import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.webhooks.partners.DeliveryLog;
import gateway.webhooks.partners.DeliveryLog.Attempt;
import gateway.webhooks.partners.DeliveryLog.Delivery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What was sent to partners and what came back, for the bank's staff. */
@RestController
class DeliveryController {

    private static final int MOST = 200;
    private static final Set<String> STATES = Set.of("waiting", "delivered", "failed");

    private final DeliveryLog log;

    DeliveryController(DeliveryLog log) {
        this.log = log;
    }

    /**
     * An event on its way to one endpoint.
     *
     * @param number of the event among the partner's
     * @param event what the partner sees as `webhook-id`
     * @param state `waiting`, `delivered` or `failed`
     */
    record DeliveryView(
            long number,
            String event,
            String type,
            String state,
            int attempts,
            Instant since,
            @Nullable Instant nextTryAt) {

        static DeliveryView of(Delivery it) {
            return new DeliveryView(
                    it.number(), "evt_" + it.event(), it.type(), it.state(), it.attempts(), it.since(), it.nextTryAt());
        }
    }

    /**
     * @param items newest first, 200 at most
     * @param before where the next page begins; absent on the last
     */
    record DeliveriesView(
            List<DeliveryView> items, @Nullable Long before) {

        static DeliveriesView of(List<DeliveryView> items) {
            return new DeliveriesView(
                    items, items.size() < MOST ? null : items.getLast().number());
        }
    }

    /**
     * An attempt.
     *
     * @param status absent when no answer came
     * @param millis how long it took
     * @param answer its beginning, without secrets, or why there was none
     */
    record AttemptView(Instant at, @Nullable Integer status, int millis, String answer) {

        static AttemptView of(Attempt it) {
            return new AttemptView(it.at(), it.status(), it.millis(), it.answer());
        }
    }

    /** @param attempts newest first */
    record DeliveryDetails(DeliveryView delivery, List<AttemptView> attempts) {}

    /**
     * What is sent again.
     *
     * @param after from the next number on
     * @param until up to this number; no more than 10,000 at once
     * @param all also what was delivered; otherwise what failed, and what was not queued while the endpoint was
     *     disabled
     */
    record ReplayRequest(
            @Min(0) @Max(Long.MAX_VALUE - DeliveryLog.MOST) long after,
            @Nullable @Min(1) Long until,
            @Nullable Boolean all) {}

    /**
     * @param queued how many events are sent
     * @param after up to this number it was looked; go on from there if more is wanted
     */
    record ReplayView(long queued, long after) {}

    /** Lists deliveries to an endpoint. For staff. */
    @GetMapping("/admin/api/partners/{partner}/endpoints/{endpoint}/deliveries")
    Mono<DeliveriesView> list(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS, StaffRole.SUPPORT, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String partner,
            @PathVariable String endpoint,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Long before) {
        if (state != null && !STATES.contains(state)) {
            throw RequestProblem.FIELD_INVALID.because("States are " + STATES).with("field", "state");
        }
        return log.page(
                        Paths.partner(partner),
                        Paths.endpoint(endpoint),
                        Optional.ofNullable(state),
                        before == null ? Long.MAX_VALUE : before,
                        MOST)
                .map(DeliveryView::of)
                .collectList()
                .map(DeliveriesView::of);
    }

    /** Shows a delivery with its attempts. For staff. */
    @GetMapping("/admin/api/partners/{partner}/endpoints/{endpoint}/deliveries/{number}")
    Mono<DeliveryDetails> show(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS, StaffRole.SUPPORT, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String partner,
            @PathVariable String endpoint,
            @PathVariable long number) {
        var id = Paths.endpoint(endpoint);
        return log.find(Paths.partner(partner), id, number)
                .flatMap(delivery -> log.attempts(id, number, MOST)
                        .map(AttemptView::of)
                        .collectList()
                        .map(attempts -> new DeliveryDetails(DeliveryView.of(delivery), attempts)));
    }

    /** Sends one event again, whatever became of it. For staff. */
    @PostMapping("/admin/api/partners/{partner}/endpoints/{endpoint}/deliveries/{number}/replay")
    Mono<DeliveryView> replay(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS}) Staff staff,
            @PathVariable String partner,
            @PathVariable String endpoint,
            @PathVariable long number) {
        return log.replay(Paths.partner(partner), Paths.endpoint(endpoint), number)
                .map(DeliveryView::of);
    }

    /** Sends many events again, such as all that an endpoint missed. For staff. */
    @PostMapping("/admin/api/partners/{partner}/endpoints/{endpoint}/replays")
    Mono<ReplayView> replays(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS}) Staff staff,
            @PathVariable String partner,
            @PathVariable String endpoint,
            @Valid @RequestBody ReplayRequest body) {
        long furthest = body.after() + DeliveryLog.MOST;
        long until = body.until() == null ? furthest : Math.min(body.until(), furthest);
        return log.replay(
                        Paths.partner(partner),
                        Paths.endpoint(endpoint),
                        body.after(),
                        until,
                        Boolean.TRUE.equals(body.all()))
                .map(queued -> new ReplayView(queued, until));
    }
}
