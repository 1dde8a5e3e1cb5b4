package gateway.notifications.web;

import gateway.customers.Phone;
import gateway.notifications.messages.MessageLog;
import gateway.notifications.messages.MessageLog.Seen;
import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What customers were told, for the bank's staff. */
@RestController
class NotificationController {

    private static final int MOST = 100;

    private final MessageLog log;
    private final Clock clock;

    NotificationController(MessageLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * One message, without its text.
     *
     * @param kind such as `device.new`; `code` for a one-time code
     * @param state `waiting`, `taken` by a provider, `delivered`, `failed`, `expired` or `suppressed`
     * @param why it is not delivered
     * @param provider who took it
     * @param until from then on nobody needs it
     */
    record NotificationView(
            String id,
            String kind,
            String channel,
            String state,
            @Nullable String why,
            int attempts,
            @Nullable String provider,
            Instant since,
            Instant until,
            Instant changedAt) {

        static NotificationView of(Seen it) {
            return new NotificationView(
                    "ntf_" + it.id(),
                    it.kind(),
                    it.channel(),
                    it.state(),
                    it.why(),
                    it.attempts(),
                    it.provider(),
                    it.since(),
                    it.until(),
                    it.changedAt());
        }
    }

    /**
     * @param items newest first, 100 at most
     * @param before where the next page begins; absent on the last
     */
    record NotificationsView(
            List<NotificationView> items, @Nullable Instant before) {

        static NotificationsView of(List<NotificationView> items) {
            return new NotificationsView(
                    items, items.size() < MOST ? null : items.getLast().since());
        }
    }

    /** Lists what a customer was told, or the one-time codes that went to a phone. For staff. */
    @GetMapping("/admin/api/notifications")
    Mono<NotificationsView> list(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS, StaffRole.SUPPORT, StaffRole.AUDITOR}) Staff staff,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable String phone,
            @RequestParam(required = false) @Nullable Instant before) {
        return found(customer, phone, before == null ? clock.instant().plusSeconds(1) : before)
                .map(NotificationView::of)
                .collectList()
                .map(NotificationsView::of);
    }

    private Flux<Seen> found(@Nullable String customer, @Nullable String phone, Instant before) {
        if (customer != null) {
            var id = CustomerId.parse(customer).orElseThrow(() -> invalid("customer"));
            return log.of(id, before, MOST);
        }
        if (phone == null) {
            throw RequestProblem.FIELD_MISSING
                    .because("Ask for a customer or a phone")
                    .with("field", "customer");
        }
        return log.of(Phone.parse(phone).orElseThrow(() -> invalid("phone")), before, MOST);
    }

    private static RuntimeException invalid(String field) {
        return RequestProblem.FIELD_INVALID.because("That is not one").with("field", field);
    }
}
