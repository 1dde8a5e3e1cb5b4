package gateway.reconciliation.web;

import gateway.reconciliation.Runs.Last;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/** The daily report: one page of plain HTML that needs nothing else and can be printed, saved and read aloud. */
final class ReportPage {

    private ReportPage() {}

    /** @param cut whether there are more than these */
    static String html(LocalDate day, List<Last> runs, List<BreakView> breaks, boolean cut) {
        long open = breaks.stream().filter(it -> !isClosed(it)).count();
        var sentence = breaks.isEmpty()
                ? "No break of this day, and none of before is open."
                : "%d breaks, of which %d are open; those of earlier days are listed while they are open.%s"
                        .formatted(breaks.size(), open, cut ? " There are more than fit here." : "");
        var tables =
                new Tables(lines(runs, ReportPage::run), kinds(breaks), alone(breaks), lines(breaks, ReportPage::row));
        return page(day, sentence, tables);
    }

    /** The rows of each table. */
    private record Tables(String runs, String kinds, String alone, String breaks) {}

    private static String page(LocalDate day, String sentence, Tables tables) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Reconciliation of %1$s</title>
                <style>
                body{font:16px/1.4 system-ui;max-width:75em;margin:2em auto;padding:0 1em}
                table{border-collapse:collapse;margin:1em 0;width:100%%}
                caption{text-align:left;font-weight:bold;padding:.5em 0}
                th,td{border:1px solid #767676;padding:.3em .6em;text-align:left;vertical-align:top}
                td.n{text-align:right}
                </style>
                <h1>Reconciliation of %1$s</h1>
                <p>%2$s</p>
                <table><caption>Counterparties</caption>
                <tr><th scope="col">Counterparty<th scope="col">Compared until<th scope="col">Items
                <th scope="col">Agreed<th scope="col">Breaks<th scope="col">Compared at</tr>
                %3$s
                </table>
                <table><caption>Breaks by kind</caption>
                <tr><th scope="col">Kind<th scope="col">State<th scope="col">Number</tr>
                %4$s
                </table>
                <table><caption>Breaks by the book that stands alone</caption>
                <tr><th scope="col">Counterparty<th scope="col">Alone<th scope="col">Number</tr>
                %5$s
                </table>
                <table><caption>Breaks, oldest first</caption>
                <tr><th scope="col">Break<th scope="col">Counterparty<th scope="col">Kind<th scope="col">Against
                <th scope="col">Alone
                <th scope="col">Day<th scope="col">Age in days<th scope="col">Name<th scope="col">Ours
                <th scope="col">Theirs<th scope="col">Currency<th scope="col">State<th scope="col">Proposal</tr>
                %6$s
                </table>
                </html>
                """.formatted(day, sentence, tables.runs(), tables.kinds(), tables.alone(), tables.breaks());
    }

    private static boolean isClosed(BreakView it) {
        return it.closedAt() != null;
    }

    private static String run(Last it) {
        var sum = it.summary();
        return "<tr><th scope=\"row\">%s%s%s%s%s%s</tr>"
                .formatted(
                        text(it.counterparty()),
                        cell(sum.until() == null ? "never" : sum.until()),
                        number(sum.items()),
                        number(sum.agreed()),
                        number(sum.breaks()),
                        cell(it.endedAt() == null ? "never" : it.endedAt()));
    }

    /** Two words by which breaks are counted. */
    private record Heap(String first, String second) {}

    private static Map<Heap, Long> heaps() {
        return new TreeMap<>(Comparator.comparing(Heap::first).thenComparing(Heap::second));
    }

    private static String rows(Map<Heap, Long> counts) {
        return counts.entrySet().stream()
                .map(it -> "<tr><th scope=\"row\">%s%s%s</tr>"
                        .formatted(text(it.getKey().first()), cell(it.getKey().second()), number(it.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String kinds(List<BreakView> breaks) {
        return rows(breaks.stream()
                .collect(Collectors.groupingBy(
                        it -> new Heap(it.kind(), it.state()), ReportPage::heaps, Collectors.counting())));
    }

    private static String alone(List<BreakView> breaks) {
        return rows(breaks.stream()
                .filter(it -> !isClosed(it))
                .collect(Collectors.groupingBy(
                        it -> new Heap(it.counterparty(), it.alone()), ReportPage::heaps, Collectors.counting())));
    }

    private static String row(BreakView it) {
        return "<tr><th scope=\"row\">" + text(it.id())
                + Stream.of(it.counterparty(), it.kind(), it.against(), it.alone(), it.day())
                        .map(ReportPage::cell)
                        .collect(Collectors.joining())
                + number(it.days())
                + cell(it.name())
                + number(it.ours())
                + number(it.theirs())
                + Stream.of(it.currency(), it.state(), it.proposal())
                        .map(ReportPage::cell)
                        .collect(Collectors.joining())
                + "</tr>";
    }

    private static <T> String lines(List<T> all, Function<T, String> line) {
        return all.stream().map(line).collect(Collectors.joining("\n"));
    }

    private static String cell(Object value) {
        return "<td>" + text(value);
    }

    private static String number(Object value) {
        return "<td class=\"n\">" + text(value);
    }

    private static String text(Object value) {
        return HtmlUtils.htmlEscape(String.valueOf(value));
    }
}
