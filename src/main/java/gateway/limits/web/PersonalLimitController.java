package gateway.limits.web;

import gateway.limits.ListPersonalMaxima;
import gateway.limits.ListPersonalMaxima.Listed;
import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the staff which customers have maxima of their own. */
@RestController
class PersonalLimitController {

    private final ListPersonalMaxima maxima;

    PersonalLimitController(ListPersonalMaxima maxima) {
        this.maxima = maxima;
    }

    /**
     * @param id the act's that gave it
     * @param max as the rule counts: a decimal for amounts, else a number
     * @param endedAt when it was withdrawn or another took its place; absent where neither happened
     * @param endedBy the act that did it
     */
    record PersonalLimitView(
            UUID id,
            String customer,
            String limit,
            String max,
            Instant since,
            Instant until,
            @Nullable Instant endedAt,
            @Nullable UUID endedBy) {

        static PersonalLimitView of(Listed listed) {
            var it = listed.personal();
            var ended = it.ended();
            return new PersonalLimitView(
                    it.id(),
                    it.customer().toString(),
                    it.limit(),
                    listed.text(),
                    it.since(),
                    it.until(),
                    ended == null ? null : ended.at(),
                    ended == null ? null : ended.by());
        }
    }

    /** Latest first, at most a hundred. */
    record PersonalLimitList(List<PersonalLimitView> limits) {}

    /**
     * The personal maxima in force, or with a customer all that they ever had. They are given and withdrawn by acts of
     * two people: `give-personal-limit` and `end-personal-limit`. For staff.
     */
    @GetMapping("/admin/api/personal-limits")
    Mono<PersonalLimitList> list(
            @Needs({StaffRole.POLICY, StaffRole.SUPPORT, StaffRole.AUDITOR}) Staff staff,
            @RequestParam(required = false) @Nullable String customer) {
        var found = customer == null ? maxima.inForce() : maxima.of(parse(customer));
        return found.map(PersonalLimitView::of).collectList().map(PersonalLimitList::new);
    }

    private static CustomerId parse(String customer) {
        return CustomerId.parse(customer)
                .orElseThrow(() -> RequestProblem.FIELD_INVALID
                        .because("Ids of customers begin with cus_")
                        .with("field", "customer"));
    }
}
