package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is woken finds the alert in the runbook, and an alert watches something that exists. */
class AlertsTest {

    private static final Path ALERTS = Path.of("k8s", "alerts.yaml");
    private static final Path RUNBOOK = Path.of("docs", "operations.md");
    private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");
    private static final Pattern SECTION = Pattern.compile("(?m)^## ([A-Z]\\w+)$");
    private static final Pattern METRIC = Pattern.compile("\\boqim_\\w+");
    private static final Pattern REGISTERED = Pattern.compile("\"(oqim[._][a-z._]+)\"");
    private static final List<String> SUFFIXES =
            List.of("_seconds_bucket", "_seconds_count", "_seconds_sum", "_seconds_max", "_seconds", "_total", "_max");

    @Test
    void everyAlertHasItsSectionInTheRunbookAndTheOtherWayRound() {
        var sections = found(SECTION, RUNBOOK);
        sections.removeAll(Set.of("Keys", "Books"));

        assertThat(sections).isEqualTo(found(ALERT, ALERTS));
    }

    @Test
    void everyMetricOfAnAlertIsRegistered() {
        var registered = Sources.javaFiles(Path.of("src/main/java")).stream()
                .flatMap(file -> REGISTERED.matcher(Sources.text(file)).results())
                .map(match -> match.group(1).replace('.', '_'))
                .collect(Collectors.toSet());

        assertThat(METRIC.matcher(Sources.text(ALERTS)).results().map(match -> match.group()))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(possibleNames(metric)).containsAnyElementsOf(registered));
    }

    private static Set<String> found(Pattern pattern, Path file) {
        return pattern.matcher(Sources.text(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without what Prometheus appends. */
    private static List<String> possibleNames(String metric) {
        return Stream.concat(
                        Stream.of(metric),
                        SUFFIXES.stream()
                                .filter(metric::endsWith)
                                .map(suffix -> metric.substring(0, metric.length() - suffix.length())))
                .toList();
    }
}
