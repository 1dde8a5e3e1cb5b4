package sandbox.run;

import gateway.fees.pack.ReplayFees;
import gateway.limits.PastMaxima;
import gateway.payments.ReplayDecisions;
import gateway.payments.ReplayPrices;
import gateway.payments.decisions.ReadDecisions;
import gateway.payments.postgres.PastPayments;
import gateway.rulebook.UnfitPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * {@code ./gateway rules replay --pack FILE --days N}: which recorded decisions another pack of limits would change, or
 * with {@code --kind fees} which recorded payments another pack of fees would price otherwise. Earlier decisions are
 * read too, as far as the windows of the pack reach back, so that they begin full.
 */
public final class Rules {

    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final String USAGE =
            "Usage: ./gateway rules replay --pack FILE [--kind limits|fees] [--days N] [--data FOLDER]";

    private Rules() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        try {
            if (arguments.isEmpty() || !arguments.getFirst().equals("replay")) {
                throw new IllegalArgumentException(USAGE);
            }
            var pack = Files.readString(Path.of(value(arguments, "--pack", null)));
            var days = Duration.ofDays(Integer.parseInt(value(arguments, "--days", "30")));
            replay(value(arguments, "--kind", "limits"), Path.of(value(arguments, "--data", ".oqim")), pack, days);
            return 0;
        } catch (UnfitPack unfit) {
            System.err.println("The pack is refused: " + unfit.getMessage());
        } catch (IllegalArgumentException | StartFailure e) {
            System.err.println(e.getMessage());
        } catch (IOException e) {
            System.err.println("The pack cannot be read: " + e.getMessage());
        }
        return 2;
    }

    private static void replay(String kind, Path data, String pack, Duration days) {
        var from = Instant.now().minus(days);
        switch (kind) {
            case "limits" -> limits(database(data), pack, from, days);
            case "fees" -> fees(database(data), pack, from, days);
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private static DatabaseClient database(Path data) {
        return DatabaseClient.create(Verify.database(data).connections());
    }

    private static void limits(DatabaseClient database, String pack, Instant from, Duration days) {
        var report = Objects.requireNonNull(new ReplayDecisions(new ReadDecisions(database), new PastMaxima(database))
                .replay(pack, from)
                .block(AT_MOST));
        report.changes().forEach(change -> System.out.println(change.text()));
        System.out.println("%d of %d decisions of the last %d days would be others"
                .formatted(report.changes().size(), report.looked(), days.toDays()));
    }

    private static void fees(DatabaseClient database, String pack, Instant from, Duration days) {
        var report = Objects.requireNonNull(new ReplayPrices(new PastPayments(database))
                .replay(ReplayFees.by(pack), from)
                .block(AT_MOST));
        report.changes().forEach(change -> System.out.println(change.text()));
        System.out.println("%d of %d payments of the last %d days would cost something else"
                .formatted(report.changes().size(), report.looked(), days.toDays()));
    }

    private static String value(List<String> arguments, String name, @Nullable String otherwise) {
        int at = arguments.indexOf(name);
        if (at >= 0 && at + 1 < arguments.size()) {
            return arguments.get(at + 1);
        }
        if (otherwise == null) {
            throw new IllegalArgumentException(USAGE);
        }
        return otherwise;
    }
}
