package loads;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Far more payments than the machine can do. Each is either made or refused with the advice when to come again; a little
 * later everything is as before.
 */
record Overload(World.Part part, World world, Mobile mobile, Answers answers) implements LoadTest {

    private static final String NAME = "overload";
    private static final String AFTER = "afterwards";
    private static final int WARM_RATE = 400;
    private static final int RAMP_PARTS = 6;
    private static final Duration BREATH = Duration.ofSeconds(3);
    private static final int AFTER_SHARE = 16;

    private static final double FAILED_PERCENT = 0.1;
    private static final int ACCEPTED_P99_MILLIS = 10_000;
    private static final int REFUSED_P99_MILLIS = 3_000;
    private static final int MADE_PER_SECOND = 250;
    private static final int AFTER_P99_MILLIS = 800;

    @Override
    public HttpProtocolBuilder protocol() {
        return mobile.together();
    }

    @Override
    public ScenarioBuilder warmUp() {
        return scenario(NAME + " " + WARM_UP).exec(mobile.tryToPay(WARM_UP, () -> Order.toMerchant(world)));
    }

    @Override
    public PopulationBuilder warmUp(World.Part part, int seconds) {
        return warmUp()
                .injectOpen(rampUsersPerSec(1)
                        .to(Math.min(WARM_RATE, part.rate()))
                        .during(Duration.ofSeconds(seconds)))
                .protocols(protocol());
    }

    @Override
    public PopulationBuilder arrivals(List<PopulationBuilder> next) {
        int ramp = Math.max(1, part.seconds() / RAMP_PARTS);
        var storm = scenario(NAME)
                .exec(mobile.tryToPay(NAME, () -> Order.toMerchant(world)))
                .injectOpen(
                        rampUsersPerSec(1.0 * part.rate() / RAMP_PARTS)
                                .to(part.rate())
                                .during(Duration.ofSeconds(ramp)),
                        constantUsersPerSec(part.rate()).during(Duration.ofSeconds(part.seconds() - ramp)))
                .protocols(protocol());
        var calm = scenario(AFTER)
                .exec(mobile.pay(AFTER, () -> Order.toMerchant(world)))
                .injectOpen(
                        nothingFor(BREATH),
                        constantUsersPerSec(Math.max(1, part.rate() / AFTER_SHARE))
                                .during(Duration.ofSeconds(world.quick() ? 3 : 10)))
                .protocols(protocol());
        return storm.andThen(LoadTest.followed(calm, next));
    }

    @Override
    public List<Assertion> thresholds() {
        var during = Order.kindsToMerchant().stream()
                .map(kind -> details(NAME + ": " + kind).failedRequests().percent().lte(FAILED_PERCENT));
        int after = world.quick() ? COLD_MILLIS : AFTER_P99_MILLIS;
        return Stream.concat(during, LoadTest.allWithin(after, AFTER, Order.kindsToMerchant()))
                .toList();
    }

    @Override
    public List<Finding> findings() {
        var tally = answers.of(NAME);
        var made = Finding.remark(
                "overload: made / refused, of %,d a second that came".formatted(part.rate()),
                "%,d / %,d".formatted(tally.accepted().count(), tally.refused().count()));
        if (world.quick()) {
            return List.of(made);
        }
        return List.of(
                made,
                Finding.atLeast(
                        "overload: made a second all the same",
                        tally.accepted().count() / part.seconds(),
                        MADE_PER_SECOND,
                        ""),
                Finding.atMost(
                        "overload: a payment that is made, p99",
                        tally.accepted().percentile(0.99),
                        ACCEPTED_P99_MILLIS,
                        "ms"),
                Finding.atMost(
                        "overload: a refusal, p99", tally.refused().percentile(0.99), REFUSED_P99_MILLIS, "ms"));
    }
}
