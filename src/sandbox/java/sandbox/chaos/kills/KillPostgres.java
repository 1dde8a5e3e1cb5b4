package sandbox.chaos.kills;

import java.time.Duration;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Murder;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;

/** Kills PostgreSQL's first process, and with it all others; it recovers from its log, and nothing told may be gone. */
public final class KillPostgres implements Campaign {

    private static final Duration DEAD_AT_MOST = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "kill-postgres";
    }

    @Override
    public String purpose() {
        return "kill -9 of PostgreSQL's postmaster under load";
    }

    @Override
    public int trials() {
        return 100;
    }

    @Override
    public int quickTrials() {
        return 10;
    }

    @Override
    public Outcome run(Setting setting) {
        try (var ordeal = Ordeal.open(setting, Conditions.usual())) {
            var postgres = ordeal.bank().part("postgres");
            // Its start has waited until it answers.
            return ordeal.strike(_ -> new Murder(postgres, () -> {}).commit(ordeal.moment(DEAD_AT_MOST)));
        }
    }
}
