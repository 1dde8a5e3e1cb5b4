package gateway.payments.web;

import gateway.payments.Payment;
import gateway.payments.Payment.State;
import gateway.payments.PaymentProblem;
import gateway.payments.PaymentView.AmountView;
import gateway.payments.ReviewPayment;
import gateway.payments.decisions.DecisionList.JudgementView;
import gateway.payments.decisions.ReadDecisions;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.PaymentId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the bank's staff the payments that wait for them, and lets one person refuse one. */
@RestController
class ReviewController {

    private final ReviewPayment reviews;
    private final ReadDecisions decisions;

    ReviewController(ReviewPayment reviews, ReadDecisions decisions) {
        this.reviews = reviews;
        this.decisions = decisions;
    }

    /**
     * A payment that waits.
     *
     * @param until declined by itself after that
     * @param checks those that want people to look at it
     */
    record ReviewView(
            String payment,
            String customer,
            AmountView amount,
            Instant openedAt,
            Instant until,
            List<JudgementView> checks) {

        static ReviewView of(Payment payment, State.InReview state, List<JudgementView> checks) {
            return new ReviewView(
                    payment.id().toString(),
                    payment.customer().toString(),
                    AmountView.of(payment.amount()),
                    payment.openedAt(),
                    state.until(),
                    checks);
        }
    }

    /** Oldest first, at most a hundred. */
    record ReviewList(List<ReviewView> payments) {}

    /** @param reason for the record; the customer does not hear it */
    record RefusalRequest(
            @NotBlank @Size(max = 500) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String reason) {}

    /** The payments that wait for people of the bank, oldest first, with the checks that want it. For staff. */
    @GetMapping("/admin/api/payments/reviews")
    Mono<ReviewList> waiting(@Needs({StaffRole.FRAUD, StaffRole.COMPLIANCE, StaffRole.AUDITOR}) Staff staff) {
        return reviews.waiting().concatMap(this::shown).collectList().map(ReviewList::new);
    }

    private Mono<ReviewView> shown(Payment payment) {
        return payment.state() instanceof State.InReview state
                ? decisions
                        .of(payment.id())
                        .flatMapIterable(decision -> decision.judgements())
                        .filter(judgement -> judgement.outcome() == Outcome.REVIEW)
                        .map(JudgementView::of)
                        .collectList()
                        .map(checks -> ReviewView.of(payment, state, checks))
                : Mono.empty();
    }

    /**
     * Declines a payment that waits for the bank; 409 when it no longer does. Letting it go takes two people: see
     * `release-payment` under `/admin/api/acts`. For staff.
     */
    @PostMapping(path = "/admin/api/payments/{id}/refuse", produces = "application/json")
    Mono<byte[]> refuse(
            @Needs({StaffRole.FRAUD, StaffRole.COMPLIANCE}) Staff staff,
            @PathVariable String id,
            @Valid @RequestBody RefusalRequest body) {
        var payment =
                PaymentId.parse(id).orElseThrow(() -> PaymentProblem.PAYMENT_NOT_FOUND.because("Ids look like pay_"));
        return reviews.refuse(payment, staff.name(), body.reason());
    }
}
