package gateway.reconciliation;

import gateway.platform.resilience.BackgroundWork;
import gateway.rulebook.PackText;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The counterparties, read once at start, and what a node does without being asked. */
@Configuration(proxyBeanMethods = false)
class ReconciliationConfiguration {

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @Bean
    Counterparties counterparties(ReconciliationSettings settings) throws IOException {
        return CounterpartyReader.read(PackText.load(settings.pack()));
    }

    @Bean
    BackgroundWork comparingBooks(CompareBooks compare, ReconciliationSettings settings) {
        return BackgroundWork.every("Comparing books", settings.every(), compare::round);
    }

    @Bean
    BackgroundWork importingStatements(ImportStatements statements, ReconciliationSettings settings) {
        return BackgroundWork.every(
                "Importing statements",
                settings.every(),
                () -> statements.round().timeout(settings.lease()));
    }

    @Bean
    BackgroundWork postingRepairs(PostRepairs repairs, ReconciliationSettings settings) {
        return BackgroundWork.every(
                "Posting repairs", settings.every(), () -> repairs.round().timeout(DEADLINE));
    }

    @Bean
    BackgroundWork watchingFiles(WatchFiles watch, ReconciliationSettings settings) {
        return BackgroundWork.every(
                "Watching files", settings.every(), () -> watch.round().timeout(DEADLINE));
    }

    @Bean
    BackgroundWork countingBreaks(CountBreaks breaks, ReconciliationSettings settings) {
        return BackgroundWork.every(
                "Counting breaks", settings.every(), () -> breaks.round().timeout(DEADLINE));
    }
}
