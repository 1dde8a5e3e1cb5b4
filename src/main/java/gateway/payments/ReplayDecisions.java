package gateway.payments;

import gateway.limits.PastMaxima;
import gateway.limits.ReplayLimits;
import gateway.limits.ReplayLimits.Rule;
import gateway.limits.Use;
import gateway.payments.decisions.Checks;
import gateway.payments.decisions.ReadDecisions;
import gateway.payments.decisions.ReadDecisions.Decided;
import gateway.payments.decisions.RecordDecision;
import gateway.payments.decisions.UseText;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which recorded decisions would have been others by another pack of limits, before that pack is activated. */
public final class ReplayDecisions {

    private final ReadDecisions decisions;
    private final PastMaxima maxima;
    private final Undone undone;

    public ReplayDecisions(ReadDecisions decisions, PastMaxima maxima, Undone undone) {
        this.decisions = decisions;
        this.maxima = maxima;
        this.undone = undone;
    }

    /** What was allowed and came to nothing, where the decisions themselves do not tell. */
    @FunctionalInterface
    public interface Undone {

        /** The ids under which limits counted it. */
        Flux<UUID> since(Instant moment);
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
            return "%s  %s  %s  %s -> %s".formatted(decision.at(), decision.name(), amount, text(then), text(now));
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
            return Mono.zip(
                            maxima.since(memory),
                            undone.since(memory).collect(Collectors.toSet()),
                            (personal, gone) -> new Past(ReplayLimits.by(pack, personal), gone))
                    .flatMap(past -> replay(past, memory, from));
        });
    }

    /** What is counted anew, and what came to nothing. */
    private record Past(ReplayLimits limits, Set<UUID> undone) {

        Optional<Rule> decide(Use use, Decided decided, SortedMap<String, String> inputs) {
            boolean moved = decided.moved() && !undone.contains(use.id());
            return UseText.before(inputs)
                    .map(before -> limits.decideMore(use, before, moved))
                    .orElseGet(() -> limits.decide(use, moved));
        }
    }

    private Mono<Report> replay(Past past, Instant memory, Instant from) {
        var report = new Report(0, new ArrayList<>());
        return decisions.since(memory).reduce(report, (so, decided) -> next(past, from, so, decided));
    }

    private static Report next(Past past, Instant from, Report so, Decided decided) {
        var decision = decided.decision();
        var judgement = limitsOf(decision);
        if (judgement.isEmpty()) {
            return so;
        }
        var use = UseText.use(decision, judgement.get().inputs());
        var now = past.decide(use, decided, judgement.get().inputs());
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
                .filter(judgement -> judgement.check().equals(Checks.LIMITS))
                .findFirst();
    }

    private static Optional<Rule> refusal(Judgement judgement) {
        return judgement.outcome() == Outcome.REFUSED && judgement.rule() != null
                ? Optional.of(new Rule(judgement.rule(), judgement.version()))
                : Optional.empty();
    }
}
