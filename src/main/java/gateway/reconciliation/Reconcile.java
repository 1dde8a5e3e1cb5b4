package gateway.reconciliation;

import gateway.reconciliation.BreakRules.Judged;
import gateway.reconciliation.Runs.Summary;
import gateway.rulebook.BankTime;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Compares the three books of a counterparty, item by item and page by page, so that a day of any size needs the same
 * memory. Whoever repeats it finds the same.
 */
@Component
public class Reconcile {

    private static final int PAGE = 1_000;
    /** As far as a file's lines may lie behind it. */
    private static final int MOST_SILENT_DAYS = 7;
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
        return Mono.zip(files.days(it.name(), Book.THEIRS), files.bankDays(it))
                .flatMap(days -> days.getT1().stream()
                        .max(LocalDate::compareTo)
                        .map(until -> Mono.just(new Terms(
                                days.getT1(), it.bankAccounts().isEmpty() ? null : days.getT2(), until, it.feeRate())))
                        .orElseGet(Mono::empty));
    }

    /**
     * Our book of that day and of those before it back to the last one of which there is a file: banks are silent on
     * holidays, and tell of them later. At least of the day before, which may have ended after it was read.
     */
    Mono<Void> readOurs(Counterparty counterparty, LocalDate day) {
        return files.days(counterparty.name(), Book.THEIRS)
                .flatMapIterable(
                        told -> first(told, day).datesUntil(day.plusDays(1)).toList())
                .concatMap(one -> readDay(counterparty, one))
                .then();
    }

    private static LocalDate first(Set<LocalDate> told, LocalDate day) {
        var yesterday = day.minusDays(1);
        return told.stream()
                .filter(it -> it.isBefore(day))
                .max(LocalDate::compareTo)
                .map(it -> it.isBefore(day.minusDays(MOST_SILENT_DAYS)) ? day.minusDays(MOST_SILENT_DAYS) : it)
                .orElse(yesterday);
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
        var heard = new EnumMap<Book, List<String>>(Book.class);
        for (var item : items) {
            Judged judged = BreakRules.of(item, terms);
            found.addAll(judged.breaks());
            judged.heard()
                    .forEach(book ->
                            heard.computeIfAbsent(book, _ -> new ArrayList<>()).add(item.name()));
            if (judged.agreed()) {
                agreed.add(item);
            }
        }
        return breaks.found(counterparty.name(), heard, found, clock.instant())
                .then(Mono.defer(() -> lines.agree(counterparty, agreed)))
                .thenReturn(new Summary(terms.until(), items.size(), agreed.size(), found.size()));
    }
}
