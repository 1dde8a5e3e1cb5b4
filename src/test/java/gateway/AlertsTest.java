package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever is woken finds the alert in the runbook. */
class AlertsTest {

    private static final Path ALERTS = Path.of("k8s", "alerts.yaml");
    private static final Path RUNBOOK = Path.of("docs", "operations.md");
    private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");
    private static final Pattern SECTION = Pattern.compile("(?m)^## ([A-Z]\\w+)$");

    @Test
    void everyAlertHasItsSectionInTheRunbookAndTheOtherWayRound() {
        var sections = found(SECTION, RUNBOOK);
        sections.removeAll(Set.of("Keys", "Books", "Lists"));

        assertThat(sections).isEqualTo(found(ALERT, ALERTS));
    }

    /** When all nodes are gone, so is every series that the other alerts look at. */
    @Test
    void somebodyIsWokenWhenNoNodeIsLeft() {
        assertThat(Sources.text(ALERTS)).contains("absent(up{job=\"oqim\"})").contains("up{job=\"oqim\"} == 0");
    }

    private static Set<String> found(Pattern pattern, Path file) {
        return pattern.matcher(Sources.text(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
