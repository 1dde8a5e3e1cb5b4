package gateway.payments;

import gateway.limits.Limits;
import gateway.platform.journal.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The journal of payments over books of a test, with its checks. */
final class Journals {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Journals() {}

    static PaymentJournal over(
            Journal books,
            PaymentSettings settings,
            Limits limits,
            Controls controls,
            MeterRegistry registry,
            Clock clock) {
        return new PaymentJournal(
                books,
                new PaymentRenderer(),
                settings,
                new PaymentMeters(registry),
                new PaymentWatchers(new WatchSettings(1, 1, SECOND, SECOND, SECOND), registry),
                new PaymentChecks(
                        limits,
                        new TriedLimits(limits, registry, clock),
                        controls,
                        new StaticListableBeanFactory().getBeanProvider(PaidFor.class),
                        clock),
                clock);
    }
}
