package gateway.compliance.monitoring;

import gateway.compliance.Monitoring;
import gateway.compliance.Movement;
import gateway.compliance.RecordMovements;
import gateway.compliance.cases.Alert;
import gateway.compliance.cases.RaiseAlerts;
import gateway.compliance.monitoring.Judge.Hit;
import gateway.compliance.monitoring.Judge.Known;
import gateway.compliance.monitoring.MovementStore.Kept;
import gateway.compliance.monitoring.MovementStore.Waiting;
import gateway.compliance.monitoring.ValueMovements.Unvalued;
import gateway.packs.InForce;
import gateway.platform.journal.Part;
import gateway.rulebook.BankTime;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets the rules see every movement, once. What they find, the alert about it and the mark that they have seen it
 * become true together, so that a crash in between changes nothing.
 */
@Component
class JudgeMovements implements Monitoring {

    private static final int CUSTOMERS_AT_ONCE = 20;

    private final InForce<MonitoringBook> books;
    private final InForce<BaseUnits> units;
    private final MovementStore store;
    private final ValueMovements values;
    private final RaiseAlerts alerts;
    private final TransactionalOperator transaction;
    private final JsonMapper json;

    JudgeMovements(
            InForce<MonitoringBook> books,
            InForce<BaseUnits> units,
            MovementStore store,
            ValueMovements values,
            RaiseAlerts alerts,
            TransactionalOperator transaction,
            JsonMapper json) {
        this.books = books;
        this.units = units;
        this.store = store;
        this.values = values;
        this.alerts = alerts;
        this.transaction = transaction;
        this.json = json;
    }

    @Override
    public Optional<Part> record(List<Movement> movements) {
        return movements.isEmpty() || books.get().rules().isEmpty()
                ? Optional.empty()
                : Optional.of(new RecordMovements(movements));
    }

    /** Everything that waits now, one customer after the other; what another node is at is left to it. */
    Mono<Void> run() {
        return !books.isKnown() || books.get().rules().isEmpty()
                ? Mono.empty()
                : Flux.range(0, TimeOrderedIds.SHARDS).concatMap(this::shard).then();
    }

    private Mono<Void> shard(int shard) {
        var turn = Mono.defer(() -> turn(shard));
        return turn.expand(judged -> judged < CUSTOMERS_AT_ONCE ? Mono.empty() : turn)
                .then();
    }

    private Mono<Long> turn(int shard) {
        return store.takeTurn(shard)
                .flatMap(_ -> values.value(shard)
                        .concatMap(lost -> alerts.raise(noRate(lost)))
                        .thenMany(store.waiting(shard, CUSTOMERS_AT_ONCE))
                        .collectList()
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(waiting -> judge(waiting).thenReturn(waiting))
                        .count())
                .defaultIfEmpty(0L)
                .as(transaction::transactional);
    }

    private Mono<Void> judge(Waiting waiting) {
        // The same rules from the first look at this customer to the last.
        var book = books.get();
        var since = waiting.first().minus(book.furthest());
        return store.movements(waiting.customer(), since)
                .flatMap(kept -> kept.size() < MovementStore.MOST
                        ? judge(waiting, since, kept, new Judge(book, units.get()))
                        : leaveToPeople(waiting));
    }

    // Day by day, so that people hear of each, and rules go on with what comes when their windows are emptier.
    private Mono<Void> leaveToPeople(Waiting waiting) {
        var day = LocalDate.ofInstant(waiting.first(), BankTime.ZONE);
        var next = day.plusDays(1).atStartOfDay(BankTime.ZONE).toInstant();
        return alerts.raise(tooMany(waiting, day)).then(store.judgedBefore(waiting.customer(), next));
    }

    private Mono<Void> judge(Waiting waiting, Instant since, List<Kept> kept, Judge judge) {
        var customer = waiting.customer();
        return Mono.zip(store.before(customer, since), store.known(customer, since), Past::new)
                .flatMapIterable(past -> judge.judge(
                        kept.stream().map(Kept::movement).toList(),
                        past.before().orElse(null),
                        waiting.first(),
                        past.known()))
                .concatMap(hit -> store.found(customer, hit).then(alerts.raise(alert(customer, hit))))
                .then(Mono.defer(() -> store.judged(customer, kept)));
    }

    /** What was known before. */
    private record Past(Optional<Instant> before, List<Known> known) {}

    private Alert alert(CustomerId customer, Hit hit) {
        var key = "%s:%s".formatted(hit.rule().id(), hit.last().payment());
        return new Alert(customer, Alert.Source.MONITORING, key, null, json.writeValueAsString(HitEvidence.of(hit)));
    }

    private Alert tooMany(Waiting waiting, LocalDate day) {
        var body = json.writeValueAsString(
                Map.of("rule", "too-many-to-judge", "day", day.toString(), "movements", MovementStore.MOST));
        return new Alert(waiting.customer(), Alert.Source.MONITORING, "too-many-to-judge:" + day, null, body);
    }

    private Alert noRate(Unvalued it) {
        var day = LocalDate.ofInstant(it.at(), BankTime.ZONE).toString();
        var currency = it.moved().asset().code();
        var body = json.writeValueAsString(Map.of("rule", "no-rate", "day", day, "currency", currency));
        var key = "no-rate:%s:%s".formatted(currency, day);
        return new Alert(it.customer(), Alert.Source.MONITORING, key, null, body);
    }
}
