package sandbox.chaos.kills;

import java.time.Duration;
import java.util.List;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.chaos.Standstill;

/** Lets a process stand still and go on as if nothing had happened: a node, PostgreSQL, Redis, the other node. */
public final class Pauses implements Campaign {

    private static final List<String> PARTS = List.of("gateway-1", "postgres", "gateway-2", "redis");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGER_BY = Duration.ofSeconds(29);
    private static final int PER_ROUND = 8;

    @Override
    public String name() {
        return "pauses";
    }

    @Override
    public String purpose() {
        return "SIGSTOP of a node, PostgreSQL or Redis for 1 to 30 s, then SIGCONT, under load";
    }

    @Override
    public int trials() {
        return 50;
    }

    @Override
    public int quickTrials() {
        return 4;
    }

    @Override
    public Outcome run(Setting setting) {
        try (var ordeal = Ordeal.open(setting, Conditions.usual().withRound(PER_ROUND))) {
            return ordeal.strike(number -> strike(ordeal, number));
        }
    }

    private static String strike(Ordeal ordeal, int number) {
        var part = ordeal.bank().part(PARTS.get(number % PARTS.size()));
        var length = SHORTEST.plus(ordeal.moment(LONGER_BY));
        Standstill.of(part, length);
        return "%s stood still for %.1f s".formatted(part.name(), length.toMillis() / 1e3);
    }
}
