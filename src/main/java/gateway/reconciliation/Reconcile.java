package gateway.reconciliation;

import gateway.reconciliation.BreakRules.Judged;
import gateway.reconciliation.Runs.Summary;
import gateway.rulebook.BankTime;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Compares the three books of a counterparty, item by item and page by page, so that a day of any size needs the same
 * memory. Whoever repeats it finds the same.
 */
@Component
public class Reconcile {

    private static final int PAGE = 1_000;
    /** Entries of a day may become visible that long after it. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final OurBook ours;
    private final Lines lines;
    private final Breaks breaks;
    private final DayFiles files;
    private final Clock clock;

    Reconcile(OurBook ours, Lines lines, Breaks breaks, DayFiles files, Clock clock) {
        this.ours = ours;
        this.lines = lines;
        this.breaks = breaks;
        this.files = files;
        this.clock = clock;
    }

    /** A page's end and what was found on it. */
    private record Page(String last, boolean full, Summary sum) {}

    /** Everything of the counterparty up to the last day that its files tell of. */
    public Mono<Summary> run(Counterparty counterparty) {
        return terms(counterparty)
                .flatMap(terms -> readOurs(counterparty, terms.until())
                        .then(lines.match(counterparty))
                        .then(Mono.defer(() -> pages(counterparty, terms))))
                .defaultIfEmpty(Summary.NOTHING);
    }

    private Mono<Terms> terms(Counterparty it) {
        return Mono.zip(files.days(it.name(), Book.THEIRS), files.days(it.name(), Book.BANK))
                .flatMap(days -> days.getT1().stream()
                        .max(LocalDate::compareTo)
                        .map(until -> Mono.just(new Terms(
                                days.getT1(), it.bankAccounts().isEmpty() ? null : days.getT2(), until, it.feeRate())))
                        .orElseGet(Mono::empty));
    }

    /** Our book of that day and of the day before, which may have ended after it was read. */
    Mono<Void> readOurs(Counterparty counterparty, LocalDate day) {
        return readDay(counterparty, day.minusDays(1)).then(Mono.defer(() -> readDay(counterparty, day)));
    }

    private Mono<Void> readDay(Counterparty counterparty, LocalDate day) {
        var now = clock.instant();
        var over = day.plusDays(1).atStartOfDay(BankTime.ZONE).toInstant().plus(GRACE);
        return files.isOurDayRead(counterparty.name(), day, over)
                .filter(read -> !read)
                .flatMap(_ -> ours.of(counterparty, day)
                        .concatMap(some -> lines.addOurs(counterparty, some))
                        .then(Mono.defer(() -> files.ourDayRead(counterparty.name(), day, now))));
    }

    private Mono<Summary> pages(Counterparty counterparty, Terms terms) {
        return page(counterparty, terms, "")
                .expand(page -> page.full() ? page(counterparty, terms, page.last()) : Mono.empty())
                .map(Page::sum)
                .reduce(Summary::plus);
    }

    private Mono<Page> page(Counterparty counterparty, Terms terms, String after) {
        return lines.open(counterparty, terms.until(), after, PAGE)
                .flatMap(items -> judge(counterparty, terms, items)
                        .map(sum -> new Page(last(items, after), items.size() == PAGE, sum)));
    }

    private static String last(List<Item> items, String after) {
        return items.isEmpty() ? after : items.getLast().name();
    }

    private Mono<Summary> judge(Counterparty counterparty, Terms terms, List<Item> items) {
        var found = new ArrayList<Break>();
        var agreed = new ArrayList<Item>();
        for (var item : items) {
            Judged judged = BreakRules.of(item, terms);
            found.addAll(judged.breaks());
            if (judged.agreed()) {
                agreed.add(item);
            }
        }
        return breaks.found(counterparty.name(), items.stream().map(Item::name).toList(), found, clock.instant())
                .then(Mono.defer(() -> lines.agree(counterparty, agreed)))
                .thenReturn(new Summary(terms.until(), items.size(), agreed.size(), found.size()));
    }
}
