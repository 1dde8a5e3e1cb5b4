package sandbox.run;

import gateway.compliance.ReplayScreening;
import gateway.compliance.monitoring.ReplayMonitoring;
import gateway.crossborder.ReplayCorridors;
import gateway.crossborder.postgres.PastQuotes;
import gateway.fees.pack.ReplayFees;
import gateway.fraud.backtest.TryPack;
import gateway.issuing.UndoneUses;
import gateway.limits.PastMaxima;
import gateway.payments.NewDevicesAgain;
import gateway.payments.ReplayDecisions;
import gateway.payments.ReplayJudgements;
import gateway.payments.ReplayJudgements.Again;
import gateway.payments.ReplayJudgements.Both;
import gateway.payments.ReplayPrices;
import gateway.payments.decisions.ReadDecisions;
import gateway.payments.postgres.PastPayments;
import gateway.rulebook.NotRecorded;
import gateway.sessions.codes.ReplayCodes;
import gateway.sessions.policy.ReplaySessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Replays a pack of each kind on what was recorded, and prints what would change. */
final class Replays {

    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private static final String ACTIVATED = """
            select text
              from packs.activation
             where kind = :kind
             order by number desc
             limit 1
            """;

    private final Supplier<DatabaseClient> connect;
    private final Instant from;
    private final int days;

    /** @param connect to the database, once a pack can be read */
    Replays(Supplier<DatabaseClient> connect, Instant from, int days) {
        this.connect = connect;
        this.from = from;
        this.days = days;
    }

    void limits(String pack) {
        var database = connect.get();
        var report = wait(new ReplayDecisions(
                        new ReadDecisions(database), new PastMaxima(database), new UndoneUses(database)::since)
                .replay(pack, from));
        report.changes().forEach(change -> System.out.println(change.text()));
        told(report.changes(), report.looked(), "decisions", "be others");
    }

    void fees(String pack) {
        var fees = ReplayFees.by(pack);
        var report = wait(new ReplayPrices(new PastPayments(connect.get())).replay(fees, from));
        report.changes().forEach(change -> System.out.println(change.text()));
        told(report.changes(), report.looked(), "payments", "cost something else");
    }

    void fraud(String pack) {
        var report = wait(new TryPack(connect.get(), Clock.systemUTC()).run(pack, days));
        report.rules()
                .forEach(
                        rule -> System.out.println("%s version %d would %s %d times, %d of them never reported as fraud"
                                .formatted(
                                        rule.rule(), rule.version(), rule.verdict(), rule.hits(), rule.falseHits())));
        System.out.println("%d of %d attempts of the last %d days would not be let through at once, %d of them never"
                        .formatted(report.blocked(), report.judged(), days, report.falselyBlocked())
                + " reported as fraud%s".formatted(report.complete() ? "" : "; there are more than were read"));
    }

    void screening(String pack) {
        var screening = ReplayScreening.by(pack);
        judged(
                decision -> screening
                        .judge(decision.judgements())
                        .map(both -> new Both(both.then().code(), both.now().code())),
                "screened decisions");
    }

    void monitoring(String rules, String units) {
        var report = wait(new ReplayMonitoring(connect.get(), from).replay(rules, units));
        report.changes().forEach(change -> System.out.println(change.text()));
        System.out.println("%d alerts would be raised or not raised on %d movements of the last %d days"
                .formatted(report.changes().size(), report.looked(), days));
        if (report.tooMany() > 0) {
            System.out.println("Of %d customers nothing is said: they moved more often than rules are asked about"
                    .formatted(report.tooMany()));
        }
    }

    void corridors(String pack) {
        var corridors = ReplayCorridors.by(pack);
        var quotes = wait(new PastQuotes(connect.get()).since(from).collectList());
        var changes = quotes.stream()
                .flatMap(quote -> corridors.again(quote).stream())
                .toList();
        changes.forEach(change -> System.out.println(change.text()));
        told(changes, quotes.size(), "quotes", "be others");
    }

    void sessions(String pack) {
        var sessions = ReplaySessions.by(pack, Instant.now());
        var unknown = sessions.unknown();
        if (!unknown.isEmpty() && !sessions.changesWhatIsKnown()) {
            throw new NotRecorded(String.join("; ", unknown));
        }
        judged(new NewDevicesAgain(sessions::waits), "decisions");
        var codes = wait(new ReplayCodes(connect.get()).replay(sessions.codes(), from));
        codes.changes().forEach(change -> System.out.println(change.text()));
        told(codes.changes(), codes.looked(), "codes that are still kept", "be refused or have come too late");
        unknown.forEach(sentence -> System.out.println("Not known: " + sentence));
    }

    /**
     * What monitoring needs beside the pack that is tried: that file, what the bank activated last, or what a node
     * begins with.
     */
    String other(String kind, Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            return Files.readString(file.get());
        }
        return connect.get()
                .sql(ACTIVATED)
                .bind("kind", kind)
                .map(row -> Objects.requireNonNull(row.get("text", String.class)))
                .one()
                .blockOptional(AT_MOST)
                .orElseGet(() -> configured(kind));
    }

    private static String configured(String kind) {
        if (kind.equals("monitoring")) {
            throw new NotRecorded("No monitoring rules were activated: name the file that nodes begin with by --with");
        }
        try {
            return new ClassPathResource("rulebook/uz/base-units.yaml").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StartFailure("The base units cannot be read: " + e.getMessage());
        }
    }

    private void judged(Again again, String what) {
        var report = wait(new ReplayJudgements(new ReadDecisions(connect.get())).replay(again, from));
        report.changes().forEach(change -> System.out.println(change.text()));
        told(report.changes(), report.looked(), what, "be others");
    }

    private void told(List<?> changes, int looked, String what, String would) {
        System.out.println(
                "%d of %d %s of the last %d days would %s".formatted(changes.size(), looked, what, days, would));
    }

    private static <T> T wait(Mono<T> report) {
        return Objects.requireNonNull(report.block(AT_MOST));
    }
}
