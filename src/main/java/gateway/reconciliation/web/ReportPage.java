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
        return page(day, sentence, lines(runs, ReportPage::run), kinds(breaks), lines(breaks, ReportPage::row));
    }

    private static String page(LocalDate day, String sentence, String runs, String kinds, String breaks) {
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
                <table><caption>Breaks, oldest first</caption>
                <tr><th scope="col">Break<th scope="col">Counterparty<th scope="col">Kind<th scope="col">Against
                <th scope="col">Day<th scope="col">Age in days<th scope="col">Name<th scope="col">Ours
                <th scope="col">Theirs<th scope="col">Currency<th scope="col">State<th scope="col">Proposal</tr>
                %5$s
                </table>
                </html>
                """.formatted(day, sentence, runs, kinds, breaks);
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

    /** How many there are of a kind in a state. */
    private record Heap(String kind, String state) {}

    private static String kinds(List<BreakView> breaks) {
        Map<Heap, Long> counts = breaks.stream()
                .collect(Collectors.groupingBy(
                        it -> new Heap(it.kind(), it.state()),
                        () -> new TreeMap<>(Comparator.comparing(Heap::kind).thenComparing(Heap::state)),
                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(it -> "<tr><th scope=\"row\">%s%s%s</tr>"
                        .formatted(text(it.getKey().kind()), cell(it.getKey().state()), number(it.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String row(BreakView it) {
        return "<tr><th scope=\"row\">" + text(it.id())
                + Stream.of(it.counterparty(), it.kind(), it.against(), it.day())
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
