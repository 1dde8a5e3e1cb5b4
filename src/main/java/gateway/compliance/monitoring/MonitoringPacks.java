package gateway.compliance.monitoring;

import gateway.packs.PackKind;
import gateway.rulebook.History;
import gateway.rulebook.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The bank's monitoring rules as a kind of pack. */
public final class MonitoringPacks implements PackKind<MonitoringBook> {

    @Override
    public String name() {
        return "monitoring";
    }

    @Override
    public MonitoringBook read(String text) {
        return MonitoringPack.read(text);
    }

    /** Of rules; holidays are announced late, and until when a case is to be decided is kept with the case. */
    @Override
    public void checkSuccession(MonitoringBook before, MonitoringBook after, Instant now) {
        History.check(versions(before), versions(after), now);
    }

    /** What a rule says, without its head. */
    private record Said(Duration window, Suspicion suspicion) {}

    private static List<Version<Said>> versions(MonitoringBook book) {
        return book.rules().stream()
                .map(rule -> new Version<>(rule.head(), new Said(rule.window(), rule.suspicion())))
                .toList();
    }
}
