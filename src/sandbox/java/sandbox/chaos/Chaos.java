package sandbox.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sandbox.run.StartFailure;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./gateway chaos}: breaks a whole bank on purpose; status 0 when no rule was violated. */
public final class Chaos {

    private static final int USAGE_STATUS = 2;

    private final ChaosOptions options;
    private final List<Map<String, Object>> results = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private boolean passed = true;

    private Chaos(ChaosOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) {
        System.exit(chaos(arguments));
    }

    private static int chaos(String... arguments) {
        try {
            var options = ChaosOptions.parse(arguments);
            if (options.campaigns().isEmpty()) {
                System.out.print(ChaosOptions.USAGE + "\n\n" + Campaigns.list());
                return 0;
            }
            return new Chaos(options).run() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(ChaosOptions.USAGE + "\n\n" + Campaigns.list());
            return USAGE_STATUS;
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            return USAGE_STATUS;
        }
    }

    private boolean run() {
        for (var campaign : options.campaigns()) {
            var setting = options.setting(campaign);
            System.out.printf(
                    "%n%s: %s%n  %d trials, %d payments/s, seed %d%n",
                    campaign.name(), campaign.purpose(), setting.trials(), setting.rate(), setting.seed());
            long began = System.nanoTime();
            var outcome = campaign.run(setting);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.print(outcome.text(campaign.name(), seconds));
            passed &= outcome.isPassed();
            outcome.skipped().ifPresent(_ -> skipped.add(campaign.name()));
            results.add(outcome.json(campaign.name(), seconds));
            // After each one: a later one may be interrupted.
            write(options.json());
        }
        System.out.println(total(passed, options.campaigns().size(), skipped));
        return passed;
    }

    /** What was not run has not passed, and is named. */
    static String total(boolean passed, int campaigns, List<String> skipped) {
        var ran = campaigns - skipped.size();
        var word = !passed ? "FAIL" : ran == 0 ? "NOTHING RAN" : "PASS";
        return skipped.isEmpty()
                ? word
                : "%s: %d of %d campaigns ran, skipped: %s".formatted(word, ran, campaigns, String.join(", ", skipped));
    }

    private void write(@Nullable Path file) {
        try {
            if (file != null) {
                Files.writeString(file, JsonMapper.shared().writeValueAsString(results) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
