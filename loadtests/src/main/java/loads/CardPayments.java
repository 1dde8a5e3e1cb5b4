package loads;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.List;

/** Cards pay merchants, steadily, over all rails. */
record CardPayments(World.Part part, World world, Mobile mobile) implements LoadTest {

    private static final String NAME = "cards";
    private static final int P99_MILLIS = 1_000;

    @Override
    public HttpProtocolBuilder protocol() {
        return mobile.together();
    }

    @Override
    public ScenarioBuilder warmUp() {
        return scenario(NAME + " " + WARM_UP).exec(mobile.pay(WARM_UP, () -> Order.toMerchant(world)));
    }

    @Override
    public PopulationBuilder arrivals(List<PopulationBuilder> next) {
        var pay = scenario(NAME).exec(mobile.pay(NAME, () -> Order.toMerchant(world)));
        return LoadTest.followed(
                pay.injectOpen(constantUsersPerSec(part.rate())
                                .during(Duration.ofSeconds(part.seconds()))
                                .randomized())
                        .protocols(protocol()),
                next);
    }

    @Override
    public List<Assertion> thresholds() {
        return LoadTest.allWithin(world.quick() ? COLD_MILLIS : P99_MILLIS, NAME, Order.kindsToMerchant())
                .toList();
    }
}
