package gateway.reconciliation;

import gateway.platform.resilience.LastLook;
import gateway.reconciliation.Breaks.Count;
import gateway.rulebook.BankTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows how many breaks are open, of which kind and how old, and when books were compared last. */
@Component
class CountBreaks {

    private static final List<String> AGES = List.of("0-1", "2-3", "4-7", "8+");

    private final Breaks breaks;
    private final Runs runs;
    private final Clock clock;
    private final Counterparties counterparties;
    private final Instant since;
    private final MultiGauge open;
    private final MultiGauge alone;
    private final MultiGauge last;
    private final LastLook looked = new LastLook();

    CountBreaks(Breaks breaks, Runs runs, Counterparties counterparties, MeterRegistry meters, Clock clock) {
        this.breaks = breaks;
        this.runs = runs;
        this.clock = clock;
        this.counterparties = counterparties;
        this.since = clock.instant();
        this.open = MultiGauge.builder("oqim_reconciliation_open_breaks")
                .description("Breaks that nobody has explained or repaired, by age in days")
                .register(meters);
        this.alone = MultiGauge.builder("oqim_reconciliation_alone_breaks")
                .description("Breaks that nobody has explained or repaired, by counterparty and by which of the three"
                        + " books stands alone")
                .register(meters);
        this.last = MultiGauge.builder("oqim_reconciliation_last_run_seconds")
                .description("When the counterparty's books were compared last, in seconds since 1970; before the first"
                        + " time since when this node waits for it")
                .register(meters);
        // There from the start: a rate knows nothing of what happened before it first saw a counter.
        counterparties
                .all()
                .forEach(it -> ImportFile.OUTCOMES.forEach(outcome -> ImportFile.counter(meters, it, outcome)));
    }

    /** A row of the gauge. */
    private record Shown(BreakKind kind, String age) {}

    Mono<Void> round() {
        var counted = Mono.defer(() -> breaks.counts(LocalDate.ofInstant(clock.instant(), BankTime.ZONE))
                        .collectList())
                .doOnNext(this::show)
                .doOnNext(this::showAlone);
        return looked.watch(counted)
                .then(Mono.defer(() -> runs.last().collectList()))
                .doOnNext(this::showRuns)
                .then();
    }

    private void show(List<Count> counts) {
        var sums = counts.stream()
                .collect(Collectors.groupingBy(
                        it -> new Shown(it.kind(), age(it.days())), Collectors.summingLong(Count::count)));
        var rows = new ArrayList<Row<?>>();
        for (var kind : BreakKind.values()) {
            for (var age : AGES) {
                rows.add(counted(Tags.of("kind", kind.code(), "age", age), sums.get(new Shown(kind, age))));
            }
        }
        open.register(rows, true);
    }

    /** Whose breaks, and which book is alone with them. */
    private record Lonely(String counterparty, Alone alone) {}

    private void showAlone(List<Count> counts) {
        var sums = counts.stream()
                .collect(Collectors.groupingBy(
                        it -> new Lonely(it.counterparty(), it.alone()), Collectors.summingLong(Count::count)));
        var rows = new ArrayList<Row<?>>();
        for (var counterparty : counterparties.all()) {
            for (var who : Alone.values()) {
                rows.add(counted(
                        Tags.of("counterparty", counterparty.name(), "book", who.code()),
                        sums.get(new Lonely(counterparty.name(), who))));
            }
        }
        alone.register(rows, true);
    }

    // A count of before speaks for the other nodes; when books were compared stays true.
    private Row<?> counted(Tags tags, @Nullable Long breaks) {
        return Row.of(tags, breaks == null ? 0L : breaks, looked::shown);
    }

    private void showRuns(List<Runs.Last> runs) {
        var ended = new HashMap<String, Instant>();
        counterparties.all().forEach(it -> ended.put(it.name(), since));
        runs.forEach(run -> {
            Instant end = run.endedAt();
            if (end != null) {
                ended.put(run.counterparty(), end);
            }
        });
        last.register(ended.entrySet().stream().map(CountBreaks::row).collect(Collectors.toList()), true);
    }

    private static Row<?> row(Map.Entry<String, Instant> it) {
        return Row.of(Tags.of("counterparty", it.getKey()), it.getValue().getEpochSecond());
    }

    static String age(int days) {
        if (days <= 1) {
            return AGES.getFirst();
        }
        return days <= 3 ? AGES.get(1) : days <= 7 ? AGES.get(2) : AGES.getLast();
    }
}
