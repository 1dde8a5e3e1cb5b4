package sandbox.chaos.kills;

import java.time.Duration;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Murder;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;

/** Kills Redis, or empties it: no payment may notice more than a pause. */
public final class KillRedis implements Campaign {

    private static final Duration DEAD_AT_MOST = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "kill-redis";
    }

    @Override
    public String purpose() {
        return "kill -9 of Redis, every second time FLUSHALL instead, under load";
    }

    @Override
    public int trials() {
        return 60;
    }

    @Override
    public int quickTrials() {
        return 10;
    }

    @Override
    public Outcome run(Setting setting) {
        try (var ordeal = Ordeal.open(setting, Conditions.usual())) {
            var redis = new RedisDoor(ordeal.bank().running().redis());
            return ordeal.strike(number -> number % 2 == 0 ? killed(ordeal, redis) : redis.flush());
        }
    }

    private static String killed(Ordeal ordeal, RedisDoor redis) {
        return new Murder(ordeal.bank().part("redis"), redis::awaitReady).commit(ordeal.moment(DEAD_AT_MOST));
    }
}
