package loads;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * People sign in, refresh and sign out. Then many who signed in before end their sessions at one moment. A token is
 * refused soon after its session was ended, and those of others go on to count.
 */
final class SessionChurn implements LoadTest {

    private static final String NAME = "sessions";
    private static final String GOOD = NAME + ": others' tokens";
    private static final double SIGNING_OUT_PERCENT = 50;
    /** So that somebody surely does. */
    private static final double QUICK_SIGNING_OUT_PERCENT = 85;

    private static final int STORM_FACTOR = 15;
    private static final int GOOD_FACTOR = 5;
    private static final double STORM_AT = 0.7;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final Duration GIVE_UP = Duration.ofSeconds(5);

    private static final int REFUSED_WITHIN_MILLIS = 1_000;
    private static final int SIGN_IN_P99_MILLIS = 1_000;
    private static final int GOOD_P99_MILLIS = 500;
    private static final int STORM_END_P99_MILLIS = 3_000;

    private final World.Part part;
    private final World world;
    private final Mobile mobile;
    private final Times refusals = new Times();
    private final LongAdder neverRefused = new LongAdder();
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicLong began = new AtomicLong();

    SessionChurn(World.Part part, World world, Mobile mobile) {
        this.part = part;
        this.world = world;
        this.mobile = mobile;
    }

    @Override
    public HttpProtocolBuilder protocol() {
        return mobile.alone();
    }

    @Override
    public ScenarioBuilder warmUp() {
        return scenario(NAME + " " + WARM_UP)
                .exec(mobile.become(this::stranger))
                .exec(mobile.signIn(WARM_UP))
                .exec(mobile.refresh(WARM_UP))
                .exec(mobile.useGoodToken(WARM_UP + ": good token"))
                .exec(mobile.endSession(WARM_UP + ": end the session"));
    }

    /** Up to as many as come at once later: those who stay until the storm sign in beside those who leave. */
    @Override
    public PopulationBuilder warmUp(World.Part part, int seconds) {
        return warmUp().injectOpen(rampUsersPerSec(1).to(2.0 * part.rate()).during(Duration.ofSeconds(seconds)))
                .protocols(protocol());
    }

    @Override
    public PopulationBuilder arrivals(List<PopulationBuilder> next) {
        var length = Duration.ofSeconds(part.seconds());
        double leaving = world.quick() ? QUICK_SIGNING_OUT_PERCENT : SIGNING_OUT_PERCENT;
        var churn = scenario(NAME)
                .exec(mobile.become(this::stranger))
                .exec(mobile.signIn(NAME))
                .exec(mobile.useGoodToken(NAME + ": good token"))
                .exec(mobile.refresh(NAME))
                .exec(mobile.useGoodToken(NAME + ": good token"))
                .exec(randomSwitch().on(percent(leaving).then(endAndTry(NAME + ": end the session"))))
                .injectOpen(constantUsersPerSec(part.rate()).during(length))
                .protocols(protocol());
        var storm = scenario(NAME + " storm")
                .exec(mobile.become(this::stranger))
                .exec(mobile.signIn(NAME))
                .exec(pause(this::untilStorm))
                .exec(endAndTry(NAME + ": storm, end the session"))
                .injectOpen(rampUsers(part.rate() * STORM_FACTOR)
                        .during(Duration.ofMillis((long) (length.toMillis() * STORM_AT / 2))))
                .protocols(protocol());
        var others = scenario(NAME + " others")
                .exec(mobile.become(() -> any(world.people())))
                .exec(mobile.useGoodToken(GOOD))
                .injectOpen(constantUsersPerSec(part.rate() * GOOD_FACTOR).during(length.plusSeconds(1)))
                .protocols(mobile.together());
        // The storm is over before the others are; whatever comes next comes after them.
        return scenario(NAME + " begins")
                .exec(this::remember)
                .injectOpen(atOnceUsers(1))
                .andThen(churn, storm, LoadTest.followed(others, next));
    }

    @Override
    public List<Assertion> thresholds() {
        boolean quick = world.quick();
        return Stream.of(
                        LoadTest.allWithin(
                                quick ? COLD_MILLIS : SIGN_IN_P99_MILLIS,
                                NAME,
                                List.of("ask for a code", "confirm the code", "refresh", "end the session")),
                        LoadTest.allWithin(
                                quick ? COLD_MILLIS : GOOD_P99_MILLIS, NAME, List.of("good token", "others' tokens")),
                        LoadTest.allWithin(
                                quick ? COLD_MILLIS : STORM_END_P99_MILLIS, NAME, List.of("storm, end the session")))
                .flatMap(assertions -> assertions)
                .toList();
    }

    @Override
    public List<Finding> findings() {
        int most = world.quick() ? COLD_MILLIS : REFUSED_WITHIN_MILLIS;
        return List.of(
                Finding.atLeast(
                        "sessions: ended ones that were tried again", refusals.count(), part.rate() * STORM_FACTOR, ""),
                Finding.remark("sessions: from their end until refused, p50", refusals.percentile(0.5) + " ms"),
                Finding.atMost("sessions: from their end until refused, longest", refusals.longest(), most, "ms"),
                Finding.none("sessions: ended ones that were never refused", neverRefused.sum()));
    }

    private ChainBuilder endAndTry(String name) {
        return mobile.endSession(name)
                .exitHereIfFailed()
                .exec(session -> session.set("ended", System.nanoTime()).set("answer", 0))
                .exec(asLongAs(SessionChurn::stillHeard)
                        .on(exec(http(NAME + ": ended token")
                                        .get("/v1/sessions")
                                        .check(status().in(200, 401), status().saveAs("answer")))
                                .doIf(session -> session.getInt("answer") == 200)
                                .then(pause(LOOK_AGAIN))))
                .exec(this::count);
    }

    private static boolean stillHeard(Session session) {
        return session.getInt("answer") != 401 && System.nanoTime() - session.getLong("ended") < GIVE_UP.toNanos();
    }

    private Session count(Session session) {
        if (session.getInt("answer") == 401) {
            refusals.add((System.nanoTime() - session.getLong("ended")) / 1_000_000);
        } else {
            neverRefused.increment();
        }
        return session;
    }

    private Session remember(Session session) {
        began.compareAndSet(0, System.nanoTime());
        return session;
    }

    private Duration untilStorm(Session session) {
        long storm = began.get() + (long) (part.seconds() * STORM_AT * 1e9);
        return Duration.ofNanos(Math.max(0, storm - System.nanoTime()));
    }

    private Person stranger() {
        return Person.stranger("99893%07d".formatted(strangers.incrementAndGet()));
    }

    private static <T> T any(List<T> list) {
        return list.get(ThreadLocalRandom.current().nextInt(list.size()));
    }
}
