package loads;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Cards pay cards on other rails, so each payment has two legs; some people look at what became of it. */
record CardTransfers(World.Part part, World world, Mobile mobile) implements LoadTest {

    private static final String NAME = "transfers";
    private static final double LOOKING_PERCENT = 10;
    /** So that somebody surely does. */
    private static final double QUICK_LOOKING_PERCENT = 40;

    private static final int P99_MILLIS = 1_000;
    private static final int LOOK_P99_MILLIS = 500;

    @Override
    public HttpProtocolBuilder protocol() {
        return mobile.together();
    }

    @Override
    public ScenarioBuilder warmUp() {
        return steps(scenario(NAME + " " + WARM_UP), WARM_UP);
    }

    @Override
    public PopulationBuilder arrivals(List<PopulationBuilder> next) {
        return LoadTest.followed(
                steps(scenario(NAME), NAME)
                        .injectOpen(constantUsersPerSec(part.rate())
                                .during(Duration.ofSeconds(part.seconds()))
                                .randomized())
                        .protocols(protocol()),
                next);
    }

    @Override
    public List<Assertion> thresholds() {
        return Stream.concat(
                        LoadTest.allWithin(world.quick() ? COLD_MILLIS : P99_MILLIS, NAME, Order.kindsToCard()),
                        LoadTest.allWithin(world.quick() ? COLD_MILLIS : LOOK_P99_MILLIS, NAME, List.of("look")))
                .toList();
    }

    private ScenarioBuilder steps(ScenarioBuilder empty, String group) {
        double looking = world.quick() ? QUICK_LOOKING_PERCENT : LOOKING_PERCENT;
        return empty.exec(mobile.pay(group, () -> Order.toCard(world)))
                .exec(randomSwitch().on(percent(looking).then(mobile.look(group))));
    }
}
