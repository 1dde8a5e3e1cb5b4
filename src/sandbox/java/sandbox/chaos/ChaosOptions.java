package sandbox.chaos;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person may choose.
 *
 * @param campaigns empty to see the list
 * @param trials instead of what the campaigns propose
 * @param json where the results are written too; null for nowhere
 */
record ChaosOptions(
        List<Campaign> campaigns,
        boolean quick,
        Optional<Integer> trials,
        int rate,
        long seed,
        @Nullable Path json,
        Optional<Sabotage> sabotage,
        @Nullable Path data) {

    static final String USAGE = "usage: ./gateway chaos [campaign ...|all] [--quick] [--trials N] [--rate N] [--seed N]"
            + " [--json FILE] [--sabotage lost|doubled] [--data DIR]";

    private static final int RATE = 100;

    static ChaosOptions parse(String... arguments) {
        var rest = new ArrayDeque<>(Arrays.asList(arguments));
        var campaigns = new ArrayList<Campaign>();
        var options = new ChaosOptions(List.of(), false, Optional.empty(), RATE, 1, null, Optional.empty(), null);
        while (!rest.isEmpty()) {
            var name = rest.remove();
            if (name.equals("--quick")) {
                options = options.quickly();
            } else if (name.startsWith("--")) {
                var value = rest.poll();
                if (value == null) {
                    throw new IllegalArgumentException(name + " wants a value");
                }
                options = options.with(name, value);
            } else if (name.equals("all")) {
                campaigns.addAll(Campaigns.all());
            } else {
                campaigns.add(Campaigns.named(name));
            }
        }
        return options.of(List.copyOf(campaigns));
    }

    Setting setting(Campaign campaign) {
        int often = trials.orElse(quick ? campaign.quickTrials() : campaign.trials());
        var folder = data == null ? null : data.resolve(campaign.name());
        return new Setting(often, quick, rate, seed, sabotage, folder);
    }

    private ChaosOptions with(String name, String value) {
        return switch (name) {
            case "--trials" -> withTrials(Integer.parseInt(value));
            case "--rate" ->
                new ChaosOptions(campaigns, quick, trials, Integer.parseInt(value), seed, json, sabotage, data);
            case "--seed" ->
                new ChaosOptions(campaigns, quick, trials, rate, Long.parseLong(value), json, sabotage, data);
            case "--json" -> new ChaosOptions(campaigns, quick, trials, rate, seed, Path.of(value), sabotage, data);
            case "--sabotage" ->
                new ChaosOptions(campaigns, quick, trials, rate, seed, json, Optional.of(Sabotage.named(value)), data);
            case "--data" -> new ChaosOptions(campaigns, quick, trials, rate, seed, json, sabotage, Path.of(value));
            default -> throw new IllegalArgumentException("There is no option " + name);
        };
    }

    private ChaosOptions withTrials(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("--trials must be positive");
        }
        return new ChaosOptions(campaigns, quick, Optional.of(count), rate, seed, json, sabotage, data);
    }

    private ChaosOptions quickly() {
        return new ChaosOptions(campaigns, true, trials, rate, seed, json, sabotage, data);
    }

    private ChaosOptions of(List<Campaign> chosen) {
        return new ChaosOptions(chosen, quick, trials, rate, seed, json, sabotage, data);
    }
}
