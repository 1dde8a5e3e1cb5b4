package gateway.compliance.monitoring;

import gateway.compliance.monitoring.Judge.Hit;
import gateway.compliance.monitoring.Judge.Known;
import gateway.compliance.monitoring.MovementStore.Kept;
import gateway.rulebook.RuleHead;
import gateway.rulebook.Validity;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets other monitoring rules, or other base units, see the recorded movements again: which alerts they would raise
 * that were not raised, and which were raised that they would not. Rules are taken as they will stand once all of them
 * have begun; what was raised before the first day counts as raised. An alert that only begins earlier or later is the
 * same one.
 */
public final class ReplayMonitoring {

    private final MovementStore store;
    private final Instant from;

    /** @param from what was raised since then is looked at */
    public ReplayMonitoring(DatabaseClient database, Instant from) {
        this.store = new MovementStore(database);
        this.from = from;
    }

    /**
     * One alert more, or one less.
     *
     * @param raised whether it would be raised and was not
     */
    public record Change(CustomerId customer, String rule, Instant at, boolean raised) {

        /** One line for people. */
        public String text() {
            return "%s  %s  %s  %s".formatted(at, customer, rule, raised ? "none -> alert" : "alert -> none");
        }
    }

    /**
     * @param looked at how many movements
     * @param tooMany customers with more movements than rules are asked about; of these nothing is said
     */
    public record Report(int looked, int tooMany, List<Change> changes) {

        static final Report NOTHING = new Report(0, 0, List.of());

        Report plus(Report more) {
            var all = new ArrayList<>(changes);
            all.addAll(more.changes);
            return new Report(looked + more.looked, tooMany + more.tooMany, all);
        }
    }

    /**
     * Throws {@link gateway.rulebook.UnfitPack} with line and reason.
     *
     * @param rules the text of a pack of monitoring rules
     * @param units the text of a pack of base units
     */
    public Mono<Report> replay(String rules, String units) {
        return Mono.defer(() -> {
            var book = standing(MonitoringPack.read(rules));
            var judge = new Judge(book, BaseUnits.read(units));
            return Flux.range(0, TimeOrderedIds.SHARDS)
                    .concatMap(shard -> store.customersSince(shard, from))
                    .concatMap(customer -> replay(customer, book, judge))
                    .reduce(Report.NOTHING, Report::plus);
        });
    }

    /** The rules that go on when all have begun, as if they had always held. */
    private static MonitoringBook standing(MonitoringBook book) {
        var last = book.rules().stream()
                .map(rule -> rule.head().validity().from())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        var rules = book.rules().stream()
                .filter(rule -> rule.head().validity().holds(last))
                .map(ReplayMonitoring::always)
                .toList();
        return new MonitoringBook(rules, book.calendar(), book.decideWithin());
    }

    private static MonitoringRule always(MonitoringRule rule) {
        var head = rule.head();
        return new MonitoringRule(
                new RuleHead(head.id(), head.version(), head.citation(), Validity.always()),
                rule.window(),
                rule.suspicion());
    }

    private Mono<Report> replay(CustomerId customer, MonitoringBook book, Judge judge) {
        var since = from.minus(book.furthest());
        return Mono.zip(store.movements(customer, since), store.before(customer, since), store.known(customer, since))
                .map(found -> found.getT1().size() < MovementStore.MOST
                        ? report(customer, judge, found.getT1(), found.getT2(), found.getT3())
                        : new Report(0, 1, List.of()));
    }

    private Report report(
            CustomerId customer, Judge judge, List<Kept> kept, Optional<Instant> before, List<Known> raised) {
        var movements = kept.stream().map(Kept::movement).toList();
        var earlier = raised.stream().filter(it -> it.at().isBefore(from)).toList();
        var then = raised.stream().filter(it -> !it.at().isBefore(from)).toList();
        var now = judge.judge(movements, before.orElse(null), from, earlier).stream()
                .map(ReplayMonitoring::known)
                .toList();
        var changes = new ArrayList<Change>();
        missing(now, then).forEach(it -> changes.add(new Change(customer, it.rule(), it.at(), /* raised= */ true)));
        missing(then, now).forEach(it -> changes.add(new Change(customer, it.rule(), it.at(), /* raised= */ false)));
        var looked = movements.stream().filter(it -> !it.at().isBefore(from)).count();
        return new Report(Math.toIntExact(looked), 0, changes);
    }

    private static Known known(Hit hit) {
        return new Known(hit.rule().id(), hit.at(), hit.covers());
    }

    private static List<Known> missing(List<Known> all, List<Known> among) {
        return all.stream()
                .filter(it -> among.stream().noneMatch(other -> overlap(it, other)))
                .toList();
    }

    private static boolean overlap(Known one, Known other) {
        return one.rule().equals(other.rule())
                && one.at().isBefore(other.covers())
                && other.at().isBefore(one.covers());
    }
}
