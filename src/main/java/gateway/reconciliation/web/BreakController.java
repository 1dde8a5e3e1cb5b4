package gateway.reconciliation.web;

import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.reconciliation.BreakId;
import gateway.reconciliation.BreakKind;
import gateway.reconciliation.Breaks;
import gateway.reconciliation.Breaks.Filter;
import gateway.reconciliation.Breaks.State;
import gateway.reconciliation.Item;
import gateway.reconciliation.Line;
import gateway.reconciliation.Lines;
import gateway.reconciliation.Runs;
import gateway.rulebook.BankTime;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What books disagree about, for the bank's staff. Breaks are repaired by acts of two people. */
@RestController
class BreakController {

    private static final int PAGE = 100;
    private static final int MOST_LINES = 200;
    private static final int MOST_IN_REPORT = 1_000;

    private final Breaks breaks;
    private final Lines lines;
    private final Runs runs;
    private final Clock clock;

    BreakController(Breaks breaks, Lines lines, Runs runs, Clock clock) {
        this.breaks = breaks;
        this.lines = lines;
        this.runs = runs;
        this.clock = clock;
    }

    /** @param next `after` of the next page; nothing after the last */
    record BreaksView(List<BreakView> items, @Nullable String next) {}

    /** A break with all that the books say about its item. */
    record DetailView(BreakView found, List<LineView> lines) {}

    /**
     * A line of one of the books.
     *
     * @param book `ours`, `repair`, `theirs` or `bank`
     * @param place a transfer, or a file's number, line and turn
     * @param debit whether they owe us for it
     */
    record LineView(
            String book,
            String place,
            String name,
            LocalDate day,
            boolean debit,
            String amount,
            String currency,
            String status) {

        static LineView of(Line it) {
            return new LineView(
                    it.book().code(),
                    it.place(),
                    it.name(),
                    it.day(),
                    it.debit(),
                    new Money(it.minor(), it.asset()).toDecimal(),
                    it.asset().code(),
                    it.status().code());
        }
    }

    /** Lists breaks, oldest first, 100 a page; by counterparty, kind, state and day where asked. For staff. */
    @GetMapping("/admin/api/reconciliation/breaks")
    Mono<BreaksView> list(
            @Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff,
            @RequestParam(required = false) @Nullable String counterparty,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String after) {
        var filter = new Filter(
                counterparty,
                read("kind", kind, BreakKind::find),
                read("state", state, State::find),
                read("day", day, BreakController::day),
                null,
                null);
        return (after == null ? Mono.just(filter) : behind(filter, after))
                .flatMap(asked -> breaks.list(asked, PAGE))
                .map(this::view);
    }

    private Mono<Filter> behind(Filter it, String after) {
        return breaks.find(BreakId.of(after))
                .map(last -> new Filter(
                        it.counterparty(),
                        it.kind(),
                        it.state(),
                        it.day(),
                        last.found().day(),
                        last.id()));
    }

    private BreaksView view(List<Breaks.Stored> found) {
        return new BreaksView(
                views(found),
                found.size() == PAGE ? BreakId.text(found.getLast().id()) : null);
    }

    /** Shows a break with the lines of all books. For staff. */
    @GetMapping("/admin/api/reconciliation/breaks/{id}")
    Mono<DetailView> detail(@Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff, @PathVariable String id) {
        return Mono.defer(() -> breaks.find(BreakId.of(id)))
                .flatMap(it -> lines.find(it.counterparty(), it.found().item(), MOST_LINES)
                        .map(item -> new DetailView(BreakView.of(it, today()), views(item))));
    }

    private static List<LineView> views(Item item) {
        return item.lines().stream().map(LineView::of).toList();
    }

    /** The report of a day as a page: that day's breaks and older ones that are still open. For staff. */
    @GetMapping(path = "/admin/api/reconciliation/days/{date}", produces = MediaType.TEXT_HTML_VALUE)
    Mono<String> report(@Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff, @PathVariable String date) {
        return Mono.defer(() -> page(need("date", day(date))));
    }

    private Mono<String> page(LocalDate day) {
        return Mono.zip(
                breaks.report(day, MOST_IN_REPORT),
                runs.last().collectList(),
                (found, last) -> ReportPage.html(day, last, views(found), found.size() == MOST_IN_REPORT));
    }

    private List<BreakView> views(List<Breaks.Stored> found) {
        var today = today();
        return found.stream().map(it -> BreakView.of(it, today)).toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BankTime.ZONE);
    }

    private static <T> @Nullable T read(String field, @Nullable String text, Function<String, Optional<T>> reader) {
        return text == null ? null : need(field, reader.apply(text));
    }

    private static <T> T need(String field, Optional<T> value) {
        return value.orElseThrow(() -> unfit(field));
    }

    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ProblemException unfit(String field) {
        return RequestProblem.FIELD_INVALID
                .because("It is none that is known; a day is written such as 2026-01-31")
                .with("field", field);
    }
}
