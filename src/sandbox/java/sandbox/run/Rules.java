package sandbox.run;

import gateway.microloans.CapPacks;
import gateway.rulebook.NotRecorded;
import gateway.rulebook.UnfitPack;
import gateway.shared.problems.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * {@code ./gateway rules replay --pack FILE --kind KIND --days N}: which recorded decisions another pack would change,
 * before it is activated. Earlier ones are read too, as far as the windows of the pack reach back, so that they begin
 * full. What was not recorded is told as such, never as no change.
 */
public final class Rules {

    private static final String USAGE = """
            Usage: ./gateway rules replay --pack FILE [--kind KIND] [--days N] [--data FOLDER]
              KIND: limits (the default), fees, fraud, screening, monitoring, base-units, corridors, sessions
              --with FILE: for monitoring base units, for base-units monitoring rules; else the last activated""";

    private Rules() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        try {
            if (arguments.isEmpty() || !arguments.getFirst().equals("replay")) {
                throw new IllegalArgumentException(USAGE);
            }
            var file = value(arguments, "--pack").orElseThrow(() -> new IllegalArgumentException(USAGE));
            var pack = Files.readString(Path.of(file));
            int days = Integer.parseInt(value(arguments, "--days").orElse("30"));
            var data = Path.of(value(arguments, "--data").orElse(".oqim"));
            var with = value(arguments, "--with").map(Path::of);
            replay(value(arguments, "--kind").orElse("limits"), data, pack, days, with);
            return 0;
        } catch (UnfitPack | ProblemException unfit) {
            System.err.println("The pack is refused: " + unfit.getMessage());
        } catch (NotRecorded unknown) {
            System.err.println("What this pack would change is not known. " + unknown.getMessage());
        } catch (IllegalArgumentException | StartFailure e) {
            System.err.println(e.getMessage());
        } catch (IOException e) {
            System.err.println("The pack cannot be read: " + e.getMessage());
        }
        return 2;
    }

    private static void replay(String kind, Path data, String pack, int days, Optional<Path> with) throws IOException {
        var from = Instant.now().minus(Duration.ofDays(days));
        var replays =
                new Replays(() -> DatabaseClient.create(Verify.database(data).connections()), from, days);
        switch (kind) {
            case "limits" -> replays.limits(pack);
            case "fees" -> replays.fees(pack);
            case "fraud" -> replays.fraud(pack);
            case "screening" -> replays.screening(pack);
            case "monitoring" -> replays.monitoring(pack, replays.other("base-units", with));
            case "base-units" -> replays.monitoring(replays.other("monitoring", with), pack);
            case "corridors" -> replays.corridors(pack);
            case "sessions" -> replays.sessions(pack);
            case "microloans" -> {
                new CapPacks().read(pack);
                throw new NotRecorded("Caps of microloans have decided nothing yet: nobody lends here.");
            }
            case "account-map" -> throw new NotRecorded("An account map decides nothing: it says where documents go.");
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private static Optional<String> value(List<String> arguments, String name) {
        int at = arguments.indexOf(name);
        return at >= 0 && at + 1 < arguments.size() ? Optional.of(arguments.get(at + 1)) : Optional.empty();
    }
}
