package gateway.compliance;

import gateway.compliance.matching.ListIndex;
import gateway.compliance.matching.Screen;
import gateway.compliance.names.Name;
import gateway.rulebook.Version;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Screens against the lists that are in force at this moment; takes no lock and waits for nothing. */
final class ScreenInMemory implements Screening {

    static final int LONGEST_NAME = 200;

    private final Supplier<Version<Screen>> thresholds;
    private final Supplier<ListIndex> lists;
    private final Counter clear;
    private final Counter possible;
    private final Counter hit;

    ScreenInMemory(Supplier<Version<Screen>> thresholds, Supplier<ListIndex> lists, MeterRegistry meters) {
        this.thresholds = thresholds;
        this.lists = lists;
        clear = counter("clear", meters);
        possible = counter("possible", meters);
        hit = counter("hit", meters);
    }

    @Override
    public Verdict screen(Party party) {
        var verdict = thresholds.get().says().against(lists.get(), party, name(party));
        switch (verdict) {
            case Verdict.Clear _ -> clear.increment();
            case Verdict.Possible _ -> possible.increment();
            case Verdict.Hit _ -> hit.increment();
        }
        return verdict;
    }

    private static Name name(Party party) {
        if (party.name().length() > LONGEST_NAME) {
            throw ComplianceProblem.NAME_UNREADABLE
                    .because("A name has at most " + LONGEST_NAME + " characters")
                    .with("field", "name");
        }
        return Name.read(party.kind(), party.name())
                .orElseThrow(() -> ComplianceProblem.NAME_UNREADABLE
                        .because("A name has at least one word besides its legal form")
                        .with("field", "name"));
    }

    private static Counter counter(String verdict, MeterRegistry meters) {
        return Counter.builder("oqim_screenings")
                .description("Parties compared with the lists")
                .tag("verdict", verdict)
                .register(meters);
    }
}
