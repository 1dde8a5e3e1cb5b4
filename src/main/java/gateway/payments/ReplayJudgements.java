package gateway.payments;

import gateway.payments.decisions.ReadDecisions;
import gateway.payments.decisions.ReadDecisions.Decided;
import gateway.payments.decisions.RecordDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Which recorded decisions would be others by another pack, where all that it goes by stands in the decision itself.
 */
public final class ReplayJudgements {

    private final ReadDecisions decisions;

    public ReplayJudgements(ReadDecisions decisions) {
        this.decisions = decisions;
    }

    /** One check by another pack; pure. */
    @FunctionalInterface
    public interface Again {

        /** Empty for a decision in which the check was not asked. May throw {@code NotRecorded}. */
        Optional<Both> judge(RecordDecision decision);
    }

    /** What the check said when it was decided, and what it would say; equal where nothing changes. */
    public record Both(String then, String now) {

        boolean differ() {
            return !then.equals(now);
        }
    }

    /** One decision of which the check would say something else. */
    public record Change(RecordDecision decision, Both both) {

        /** One line for people. */
        public String text() {
            return "%s  %s  %s -> %s".formatted(decision.at(), decision.name(), both.then(), both.now());
        }
    }

    /** @param looked at how many decisions in which the check was asked */
    public record Report(int looked, List<Change> changes) {}

    /** Since then. */
    public Mono<Report> replay(Again again, Instant from) {
        return Mono.defer(() -> decisions
                .since(from)
                .reduce(new Report(0, new ArrayList<>()), (so, decided) -> next(again, so, decided)));
    }

    private static Report next(Again again, Report so, Decided decided) {
        var both = again.judge(decided.decision());
        if (both.isEmpty()) {
            return so;
        }
        if (both.get().differ()) {
            so.changes().add(new Change(decided.decision(), both.get()));
        }
        return new Report(so.looked() + 1, so.changes());
    }
}
