package gateway.fraud.backtest;

import gateway.fraud.Finding;
import gateway.fraud.Verdict;
import gateway.fraud.backtest.BackTestReport.Rule;
import gateway.fraud.rules.FraudPack;
import gateway.fraud.rules.FraudRule;
import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Goes through recorded attempts in the order of time and asks every rule of a pack about each, with velocities as they
 * would have been then. Not shared between threads.
 */
final class Replay {

    private final FraudPack pack;
    private final Instant from;
    private final Map<Who, Deque<Seen>> windows = new HashMap<>();
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private long judged;
    private long frauds;
    private long blocked;
    private long falselyBlocked;

    /** @param from earlier attempts are only seen, not judged */
    Replay(FraudPack pack, Instant from) {
        this.pack = pack;
        this.from = from;
        pack.rules().forEach(rule -> counts.put(key(rule), new Count(rule)));
    }

    private record Who(Per per, UUID id) {}

    private static final class Count {

        private final FraudRule rule;
        private long hits;
        private long fraudHits;
        private long failures;

        Count(FraudRule rule) {
            this.rule = rule;
        }
    }

    private static String key(FraudRule rule) {
        return rule.head().id() + " " + rule.head().version();
    }

    /** The next attempt, not earlier than the one before. */
    void take(Recorded it) {
        if (!it.seen().at().isBefore(from)) {
            judge(it);
        }
        if (it.counted()) {
            pack.counted().forEach(per -> remember(per, it));
        }
    }

    private void judge(Recorded it) {
        var at = it.seen().at();
        var findings = pack.askAll(pack.with(it.features(), seen(it), at));
        judged++;
        frauds += it.fraud() ? 1 : 0;
        findings.forEach(finding -> count(finding, it.fraud()));
        if (findings.stream().anyMatch(finding -> finding.verdict() != Verdict.ALLOW)) {
            blocked++;
            falselyBlocked += it.fraud() ? 0 : 1;
        }
    }

    private void count(Finding finding, boolean fraud) {
        var count = counts.get(finding.rule() + " " + finding.version());
        if (count != null) {
            count.hits++;
            count.fraudHits += fraud ? 1 : 0;
            count.failures += finding.failed() ? 1 : 0;
        }
    }

    private Map<Per, List<Seen>> seen(Recorded it) {
        var seen = new EnumMap<Per, List<Seen>>(Per.class);
        for (var per : pack.counted()) {
            var id = it.subjects().get(per);
            if (id != null) {
                seen.put(per, List.copyOf(windows.getOrDefault(new Who(per, id), new ArrayDeque<>())));
            }
        }
        return seen;
    }

    private void remember(Per per, Recorded it) {
        var id = it.subjects().get(per);
        if (id == null) {
            return;
        }
        var window = windows.computeIfAbsent(new Who(per, id), _ -> new ArrayDeque<>());
        window.addFirst(it.seen());
        var oldest = it.seen().at().minus(pack.longest());
        while (window.size() > Seen.MOST || !window.getLast().at().isAfter(oldest)) {
            window.removeLast();
        }
    }

    BackTestReport report(boolean complete) {
        return new BackTestReport(
                judged,
                frauds,
                blocked,
                falselyBlocked,
                complete,
                counts.values().stream().map(Replay::rule).toList());
    }

    private static Rule rule(Count it) {
        return new Rule(
                it.rule.head().id(),
                it.rule.head().version(),
                it.rule.verdict(),
                it.hits,
                it.fraudHits,
                it.hits - it.fraudHits,
                it.failures);
    }
}
