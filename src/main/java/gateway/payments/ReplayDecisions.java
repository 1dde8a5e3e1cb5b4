package gateway.payments;

import gateway.limits.PastMaxima;
import gateway.limits.ReplayLimits;
import gateway.limits.ReplayLimits.Rule;
import gateway.payments.decisions.ReadDecisions;
import gateway.payments.decisions.ReadDecisions.Decided;
import gateway.payments.decisions.RecordDecision;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Which recorded decisions would have been others by another pack of limits, before that pack is activated. */
public final class ReplayDecisions {

    private static final String LIMITS = "limits";

    private final ReadDecisions decisions;
    private final PastMaxima maxima;

    public ReplayDecisions(ReadDecisions decisions, PastMaxima maxima) {
        this.decisions = decisions;
        this.maxima = maxima;
    }

    /**
     * One decision that would be another.
     *
     * @param then the limit that spoke against it when it was made; null when it was allowed
     * @param now the limit that would; null when it would be allowed
     */
    public record Change(
            RecordDecision decision,
            String amount,
            @Nullable Rule then,
            @Nullable Rule now) {

        /** One line for people. */
        public String text() {
            return "%s  %s  %s  %s -> %s".formatted(decision.at(), decision.payment(), amount, text(then), text(now));
        }

        private static String text(@Nullable Rule rule) {
            return rule == null ? "allowed" : "refused by %s version %d".formatted(rule.limit(), rule.version());
        }
    }

    /** @param looked at how many decisions */
    public record Report(int looked, List<Change> changes) {}

    /**
     * Throws {@link gateway.rulebook.UnfitPack}.
     *
     * @param from what counts as a decision; earlier ones only fill the windows, as far as those reach back
     */
    public Mono<Report> replay(String pack, Instant from) {
        return Mono.defer(() -> {
            var memory = ReplayLimits.reachesBackTo(pack, from);
            return maxima.since(memory).flatMap(personal -> replay(ReplayLimits.by(pack, personal), memory, from));
        });
    }

    private Mono<Report> replay(ReplayLimits replay, Instant memory, Instant from) {
        var report = new Report(0, new ArrayList<>());
        return decisions.since(memory).reduce(report, (so, decided) -> next(replay, from, so, decided));
    }

    private static Report next(ReplayLimits replay, Instant from, Report so, Decided decided) {
        var decision = decided.decision();
        var judgement = limitsOf(decision);
        if (judgement.isEmpty()) {
            return so;
        }
        var use = UseText.use(decision, judgement.get().inputs());
        var now = replay.decide(use, decided.moved());
        if (decision.at().isBefore(from)) {
            return so;
        }
        var then = refusal(judgement.get());
        if (then.isPresent() != now.isPresent()) {
            so.changes().add(new Change(decision, use.amount().toString(), then.orElse(null), now.orElse(null)));
        }
        return new Report(so.looked() + 1, so.changes());
    }

    private static Optional<Judgement> limitsOf(RecordDecision decision) {
        return decision.judgements().stream()
                .filter(judgement -> judgement.check().equals(LIMITS))
                .findFirst();
    }

    private static Optional<Rule> refusal(Judgement judgement) {
        return judgement.outcome() == Outcome.REFUSED && judgement.rule() != null
                ? Optional.of(new Rule(judgement.rule(), judgement.version()))
                : Optional.empty();
    }
}
