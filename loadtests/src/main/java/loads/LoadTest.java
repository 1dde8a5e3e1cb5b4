package loads;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** One scenario: what arrives, and what must hold. */
interface LoadTest {

    String WARM_UP = "warm-up";
    /** A program that has only just started is slow; nothing but order is asked of it. */
    int COLD_MILLIS = 10_000;

    static LoadTest of(World.Part part, World world, Mobile mobile, Answers answers) {
        return switch (part.plan()) {
            case CARDS -> new CardPayments(part, world, mobile);
            case TRANSFERS -> new CardTransfers(part, world, mobile);
            case SESSIONS -> new SessionChurn(part, world, mobile);
            case OVERLOAD -> new Overload(part, world, mobile, answers);
            case SOAK -> new Soak(part, world, mobile);
        };
    }

    /** How virtual users share connections. */
    HttpProtocolBuilder protocol();

    /** The same, so that compilers are done before anything counts; its names begin with {@link #WARM_UP}. */
    ScenarioBuilder warmUp();

    /** @param next starts when all of this is over */
    PopulationBuilder arrivals(List<PopulationBuilder> next);

    List<Assertion> thresholds();

    /** What Gatling cannot know. */
    default List<Finding> findings() {
        return List.of();
    }

    default void begin() {}

    /** Ever more, up to the rate that will be measured. */
    default PopulationBuilder warmUp(World.Part part, int seconds) {
        return warmUp().injectOpen(rampUsersPerSec(1).to(part.rate()).during(Duration.ofSeconds(seconds)))
                .protocols(protocol());
    }

    /** Nobody fails, and 99 of 100 are answered in time. */
    static Stream<Assertion> allWithin(int millis, String group, List<String> kinds) {
        return kinds.stream()
                .map(kind -> group + ": " + kind)
                .flatMap(name -> Stream.of(
                        details(name).failedRequests().count().is(0L),
                        details(name).responseTime().percentile(99).lt(millis)));
    }

    static PopulationBuilder followed(PopulationBuilder first, List<PopulationBuilder> next) {
        return next.isEmpty() ? first : first.andThen(next);
    }
}
