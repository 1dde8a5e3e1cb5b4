package gateway.payments;

import gateway.limits.Circumstances;
import gateway.limits.Use;
import gateway.payments.Controls.Ruling;
import gateway.payments.Payment.State;
import gateway.payments.decisions.Checks;
import gateway.payments.decisions.RecordDecision;
import gateway.payments.decisions.UseText;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is kept of a decision: every check in its order, the limits with all that they go by. */
final class Trail {

    private static final String CONFIRMATION = "confirmation";

    private Trail() {}

    /** The payment begins as it is made. */
    static RecordDecision made(Payment payment, Ruling ruling, Instant at) {
        return decision(payment, RecordDecision.MADE, Outcome.ALLOWED, at, withLimits(payment, ruling, at));
    }

    /** The customer has to confirm it first, or the bank has to look at it; what it needs of limits is reserved. */
    static RecordDecision waiting(Payment payment, Ruling ruling, Instant at) {
        var inputs = new TreeMap<>(Map.of("amount", payment.amount().toString()));
        var checks = withLimits(payment, ruling, at);
        return payment.state() instanceof State.InReview
                ? decision(payment, RecordDecision.MADE, Outcome.REVIEW, at, checks)
                : decision(
                        payment,
                        RecordDecision.MADE,
                        Outcome.STEP_UP,
                        at,
                        and(checks, new Judgement(CONFIRMATION, Outcome.STEP_UP, null, 0, inputs, at)));
    }

    private static List<Judgement> withLimits(Payment payment, Ruling ruling, Instant at) {
        return and(
                ruling.judgements(),
                Checks.limits(inputs(payment, ruling.counted().under(), at), null, at));
    }

    /**
     * The customer or the bank has agreed to it or spoken against it, or the books did then; empty when it was called
     * off.
     *
     * @param said by people of the bank
     */
    static Optional<RecordDecision> decided(Payment before, Payment next, List<Judgement> said, Instant at) {
        int step = before.state() instanceof State.InReview ? RecordDecision.REVIEWED : RecordDecision.CONFIRMED;
        return switch (next.state()) {
            case State.Cancelled _ -> Optional.empty();
            case State.InReview _ ->
                Optional.of(decision(next, step, Outcome.REVIEW, at, List.of(confirmed(next, at))));
            case State.Declined _
            when said.stream().anyMatch(it -> it.outcome() == Outcome.REFUSED) ->
                Optional.of(decision(next, step, Outcome.REFUSED, at, said));
            case State.Declined it ->
                Optional.of(decision(next, step, Outcome.REFUSED, at, and(said, declined(next, it, at))));
            default ->
                Optional.of(decision(
                        next,
                        step,
                        Outcome.ALLOWED,
                        at,
                        step == RecordDecision.CONFIRMED ? and(said, confirmed(next, at)) : said));
        };
    }

    private static Judgement confirmed(Payment payment, Instant at) {
        var inputs = new TreeMap<>(Map.of("amount", payment.amount().toString()));
        return new Judgement(CONFIRMATION, Outcome.ALLOWED, null, 0, inputs, at);
    }

    private static Judgement declined(Payment payment, State.Declined it, Instant at) {
        var inputs = inputs(payment, Circumstances.UNKNOWN, at);
        return Checks.books(it.denial().reason(), inputs, at);
    }

    /** A member of the staff does not want it. */
    static Judgement refusedBy(String by, String reason, Instant at) {
        return Checks.review(Outcome.REFUSED, Map.of("by", by, "reason", reason), at);
    }

    /** Two of the staff let it go; the act names the second one. */
    static Judgement released(ReviewRelease release, Instant at) {
        return review(Outcome.ALLOWED, release, release.reason(), at);
    }

    /** They did, but until its time was over no rail had room for it. */
    static Judgement releasedInVain(ReviewRelease release, Instant at) {
        return review(Outcome.REFUSED, release, "let go, but no rail had room for it in time", at);
    }

    private static Judgement review(Outcome outcome, ReviewRelease release, String reason, Instant at) {
        return Checks.review(
                outcome,
                Map.of("act", release.act().toString(), "proposed-by", release.proposedBy(), "reason", reason),
                at);
    }

    /** Nobody decided in time. */
    static Judgement undecided(Instant at) {
        return Checks.review(Outcome.REFUSED, Map.of("reason", "nobody decided in time"), at);
    }

    /** The books spoke against it; nothing begins. */
    static RecordDecision refused(Payment payment, BookRefusal no, Ruling ruling, Refusal why, Instant at) {
        var last = Judgements.restricted(payment, why, at)
                .orElseGet(() -> refusal(payment, no, ruling.counted().under(), at));
        return refused(payment, and(ruling.judgements(), last), at);
    }

    /** One of the checks did. */
    static RecordDecision refused(Payment payment, List<Judgement> checks, Instant at) {
        return decision(payment, RecordDecision.MADE, Outcome.REFUSED, at, checks);
    }

    private static List<Judgement> and(List<Judgement> checks, Judgement last) {
        var all = new ArrayList<>(checks);
        all.add(last);
        return all;
    }

    private static Judgement refusal(Payment payment, BookRefusal no, Circumstances under, Instant at) {
        var inputs = inputs(payment, under, at);
        return no.limit() == null ? Checks.books(no.kind(), inputs, at) : Checks.limits(inputs, no.limit(), at);
    }

    /** Everything a limit can go by, as {@link Use} has it: with that a decision can be made again by other rules. */
    private static SortedMap<String, String> inputs(Payment payment, Circumstances under, Instant at) {
        return UseText.inputs(LimitedUse.of(payment, at, under));
    }

    private static RecordDecision decision(
            Payment payment, int step, Outcome outcome, Instant at, List<Judgement> judgements) {
        return new RecordDecision(payment.id(), payment.customer(), step, outcome, at, judgements);
    }
}
