package gateway.inbound.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.compliance.Verdict;
import gateway.inbound.Arrival;
import gateway.inbound.ReviewArrivals;
import gateway.inbound.ReviewArrivals.Waiting;
import gateway.inbound.Sender;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the bank's staff the arrivals that wait for them, and lets one person refuse one. */
@RestController
@RequestMapping(path = "/admin/api/arrivals", produces = MediaType.APPLICATION_JSON_VALUE)
class ArrivalReviewController {

    private final ReviewArrivals reviews;

    ArrivalReviewController(ReviewArrivals reviews) {
        this.reviews = reviews;
    }

    /** Who sends, as the partner tells. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SenderView(
            String name,
            String country,
            @Nullable LocalDate born,
            @Nullable String nationality,
            @Nullable String passport) {

        static SenderView of(Sender it) {
            return new SenderView(it.name(), it.country(), it.born(), it.nationality(), it.passport());
        }

        /** Who sends stays out of logs. */
        @Override
        public String toString() {
            return "SenderView[***]";
        }
    }

    /**
     * An entry of a list that is like one of both.
     *
     * @param side `sender` or `receiver`
     * @param score of a thousand
     */
    record LikenessView(String side, String list, String entry, String name, int score, List<String> reasons) {}

    /**
     * An arrival that waits.
     *
     * @param until it fails by itself after that
     * @param alike by the lists in force now; empty where they say nothing any more
     */
    record WaitingView(
            String id,
            String partner,
            String receiver,
            long sent,
            String currency,
            long received,
            Instant checkedAt,
            Instant until,
            SenderView sender,
            List<LikenessView> alike) {

        static WaitingView of(Waiting it) {
            var arrival = it.arrival();
            var alike = new ArrayList<>(likenesses("sender", it.sender()));
            alike.addAll(likenesses("receiver", it.receiver()));
            return new WaitingView(
                    arrival.id().toString(),
                    arrival.key().partner().toString(),
                    arrival.receiver().toString(),
                    arrival.sent().minor(),
                    arrival.sent().asset().code(),
                    arrival.received().minor(),
                    arrival.checkedAt(),
                    arrival.expiresAt(),
                    SenderView.of(arrival.sender()),
                    alike);
        }
    }

    private static List<LikenessView> likenesses(String side, List<Verdict> verdicts) {
        return verdicts.stream()
                .flatMap(ArrivalReviewController::matches)
                .map(it -> new LikenessView(side, it.list(), it.entry(), it.name(), it.score(), it.reasons()))
                .toList();
    }

    private static Stream<Verdict.Match> matches(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Clear _ -> Stream.empty();
            case Verdict.Possible it -> it.matches().stream();
            case Verdict.Hit it -> it.matches().stream();
        };
    }

    /** Oldest first, at most a hundred. */
    record WaitingList(List<WaitingView> arrivals) {}

    /** @param status what the partner hears: `FAILED`, or how it stands where somebody was faster */
    record RefusedView(String id, String status) {

        static RefusedView of(Arrival it) {
            return new RefusedView(it.id().toString(), TransferView.status(it.state()));
        }
    }

    /** @param reason for the record; neither partner nor customer hears it */
    record RefusalRequest(
            @NotBlank @Size(max = 500) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String reason) {}

    /** The arrivals that wait for people of the bank, oldest first, with whom the names are like. For staff. */
    @GetMapping("/reviews")
    Mono<WaitingList> waiting(@Needs({StaffRole.COMPLIANCE, StaffRole.AUDITOR}) Staff staff) {
        return reviews.waiting().map(WaitingView::of).collectList().map(WaitingList::new);
    }

    /**
     * Ends an arrival that waits for the bank; 409 when it no longer does. Letting it go takes two people: see
     * `release-arrival` under `/admin/api/acts`. For staff.
     */
    @PostMapping("/{id}/refuse")
    Mono<RefusedView> refuse(
            @Needs(StaffRole.COMPLIANCE) Staff staff,
            @PathVariable String id,
            @Valid @RequestBody RefusalRequest body) {
        return reviews.refuse(id, staff.name(), body.reason()).map(RefusedView::of);
    }
}
