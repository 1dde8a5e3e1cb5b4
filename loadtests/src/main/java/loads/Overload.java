package loads;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Far more payments than the machine can do. Each is either made or refused with the advice when to come again; a
 * little later everything is as before.
 */
record Overload(World.Part part, World world, Mobile mobile, Answers answers) implements LoadTest {

    private static final String NAME = "overload";
    private static final String PEAK = "peak";
    private static final String AFTER = "afterwards";
    private static final double FACTOR = 3;
    private static final int WARM_RATE = 150;
    private static final int PEAK_CALLERS = 64;
    private static final int PEAK_SECONDS = 10;
    private static final int QUICK_PEAK_SECONDS = 2;
    private static final int CONNECTIONS = 40;
    private static final Duration BREATH = Duration.ofSeconds(3);
    private static final Duration QUICK_BREATH = Duration.ofSeconds(1);
    private static final int AFTER_RATE = 40;

    private static final double FAILED_PERCENT = 0.1;
    private static final double GOODPUT_SHARE = 0.8;
    private static final int MADE_P99_MILLIS = 10_000;
    private static final int REFUSED_P99_MILLIS = 3_000;
    private static final int AFTER_P99_MILLIS = 1_000;

    @Override
    public HttpProtocolBuilder protocol() {
        return mobile.together();
    }

    @Override
    public ScenarioBuilder warmUp() {
        return scenario(NAME + " " + WARM_UP).exec(mobile.tryToPay(WARM_UP, () -> Order.toMerchant(world)));
    }

    /** Begins with many at once, so that the storm finds connections: how fast those are opened is not tested. */
    @Override
    public PopulationBuilder warmUp(World.Part part, int seconds) {
        return warmUp().injectOpen(
                        atOnceUsers(CONNECTIONS),
                        nothingFor(BREATH),
                        rampUsersPerSec(1).to(Math.min(WARM_RATE, part.rate())).during(Duration.ofSeconds(seconds)))
                .protocols(protocol());
    }

    /** What it can do at most; then the storm; then a few again. */
    @Override
    public PopulationBuilder arrivals(List<PopulationBuilder> next) {
        var peak = scenario(PEAK)
                .exec(mobile.tryToPay(PEAK, () -> Order.toMerchant(world)))
                .injectClosed(constantConcurrentUsers(PEAK_CALLERS)
                        .during(Duration.ofSeconds(world.quick() ? QUICK_PEAK_SECONDS : PEAK_SECONDS)))
                .protocols(protocol());
        var calm = scenario(AFTER)
                .exec(mobile.pay(AFTER, () -> Order.toMerchant(world)))
                .injectOpen(
                        nothingFor(world.quick() ? QUICK_BREATH : BREATH),
                        constantUsersPerSec(AFTER_RATE).during(Duration.ofSeconds(world.quick() ? 2 : 10)))
                .protocols(protocol());
        var storm = storm().andThen(LoadTest.followed(calm, next));
        return peak.andThen(storm);
    }

    @Override
    public List<Assertion> thresholds() {
        var during = Order.kindsToMerchant().stream()
                .map(kind ->
                        details(NAME + ": " + kind).failedRequests().percent().lte(FAILED_PERCENT));
        int after = world.quick() ? COLD_MILLIS : AFTER_P99_MILLIS;
        return Stream.concat(during, LoadTest.allWithin(after, AFTER, Order.kindsToMerchant()))
                .toList();
    }

    @Override
    public List<Finding> findings() {
        var storm = answers.of(NAME);
        double most = answers.of(PEAK).perSecond();
        var findings = new ArrayList<Finding>();
        findings.add(Finding.remark("overload: payments a second at most, before", Finding.text(most, "")));
        findings.add(Finding.remark(
                "overload: made / refused, of %,.0f a second that came".formatted(share() * part.rate()),
                "%,d / %,d".formatted(storm.accepted().count(), storm.refused().count())));
        if (!world.quick()) {
            long made = storm.accepted().percentile(0.99);
            long refused = storm.refused().percentile(0.99);
            findings.add(Finding.atLeast(
                    "overload: made a second, by the most before", storm.perSecond() / most, GOODPUT_SHARE, ""));
            findings.add(Finding.atMost("overload: a payment that is made, p99", made, MADE_P99_MILLIS, "ms"));
            findings.add(Finding.atMost("overload: a refusal, p99", refused, REFUSED_P99_MILLIS, "ms"));
        }
        return findings;
    }

    // Arrivals come at the highest rate, and only a share of them pays: the rate follows from what was just measured.
    private PopulationBuilder storm() {
        return scenario(NAME)
                .exec(doIf(_ -> ThreadLocalRandom.current().nextDouble() < share())
                        .then(mobile.tryToPay(NAME, () -> Order.toMerchant(world))))
                .injectOpen(constantUsersPerSec(part.rate()).during(Duration.ofSeconds(part.seconds())))
                .protocols(protocol());
    }

    private double share() {
        return part.measured() ? Math.min(1, FACTOR * answers.of(PEAK).perSecond() / part.rate()) : 1;
    }
}
