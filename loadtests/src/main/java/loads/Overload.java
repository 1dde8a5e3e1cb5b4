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
import sandbox.crowd.MemoryWatch;
import sandbox.crowd.Refusals;
import sandbox.run.GatewayNode;

/**
 * Far more payments than the machine can do. Each is either made or refused with the advice when to come again; a
 * little later everything is as before.
 */
record Overload(World.Part part, World world, Mobile mobile, Answers answers, MemoryWatch memory) implements LoadTest {

    private static final String NAME = "overload";
    private static final String PEAK = "peak";
    private static final String AFTER = "afterwards";
    private static final double FACTOR = 3;
    private static final int WARM_RATE = 150;
    /** Each wait for one answer after the other. More of them get no more done: what is found says by how much. */
    private static final List<Integer> PEAK_CALLERS = List.of(128, 256, 512, 1024);

    private static final int PEAK_SECONDS = 6;
    /** As many as come last, before anything counts: a node that learns seems to do more with more callers. */
    private static final int LEARN_SECONDS = 60;

    private static final int QUICK_PEAK_SECONDS = 1;
    private static final int CONNECTIONS = 40;
    private static final Duration BREATH = Duration.ofSeconds(3);
    private static final Duration QUICK_BREATH = Duration.ofSeconds(1);
    private static final int AFTER_RATE = 40;

    private static final double FAILED_PERCENT = 0.1;
    private static final double CAME = 0.95 * FACTOR;
    private static final double GOODPUT_SHARE = 0.8;
    private static final double GOODPUT_AT_MOST = 1.2;
    private static final int MADE_P99_MILLIS = 10_000;
    private static final double FLAT = 1.1;
    private static final int REFUSED_MILLIS = 5;
    static final int MOST_MEBIBYTES = 1_024;
    private static final int AFTER_P99_MILLIS = 1_000;

    Overload(World.Part part, World world, Mobile mobile, Answers answers) {
        this(part, world, mobile, answers, new MemoryWatch(world.gatewayPid()));
    }

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
                        nothingFor(world.quick() ? QUICK_BREATH : BREATH),
                        rampUsersPerSec(1).to(Math.min(WARM_RATE, part.rate())).during(Duration.ofSeconds(seconds)))
                .protocols(protocol());
    }

    @Override
    public void begin() {
        memory.start();
    }

    /** What it can do at most, by more and more callers; then the storm; then a few again. */
    @Override
    public PopulationBuilder arrivals(List<PopulationBuilder> next) {
        var calm = scenario(AFTER)
                .exec(mobile.pay(AFTER, () -> Order.toMerchant(world)))
                .injectOpen(
                        nothingFor(world.quick() ? QUICK_BREATH : BREATH),
                        constantUsersPerSec(AFTER_RATE).during(Duration.ofSeconds(world.quick() ? 2 : 10)))
                .protocols(protocol());
        var storm = storm().andThen(LoadTest.followed(calm, next));
        for (var callers : PEAK_CALLERS.reversed()) {
            storm = peak(peakOf(callers), callers, PEAK_SECONDS).andThen(storm);
        }
        return peak(PEAK + " of learners", PEAK_CALLERS.getLast(), LEARN_SECONDS)
                .andThen(storm);
    }

    private PopulationBuilder peak(String name, int callers, int seconds) {
        return scenario(name)
                .exec(mobile.tryToPay(name, () -> Order.toMerchant(world)))
                .injectClosed(constantConcurrentUsers(callers)
                        .during(Duration.ofSeconds(world.quick() ? QUICK_PEAK_SECONDS : seconds)))
                .protocols(protocol());
    }

    private static String peakOf(int callers) {
        return PEAK + " of " + callers;
    }

    private double most() {
        return PEAK_CALLERS.stream()
                .mapToDouble(callers -> answers.of(peakOf(callers)).perSecond())
                .max()
                .orElse(0);
    }

    /** What the last doubling of callers brought. */
    private double growth() {
        var last = PEAK_CALLERS.size() - 1;
        return answers.of(peakOf(PEAK_CALLERS.get(last))).perSecond()
                / answers.of(peakOf(PEAK_CALLERS.get(last - 1))).perSecond();
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
        double most = most();
        memory.close();
        var findings = new ArrayList<Finding>();
        PEAK_CALLERS.forEach(callers -> findings.add(Finding.remark(
                "overload: payments a second by %d callers, before".formatted(callers),
                Finding.text(answers.of(peakOf(callers)).perSecond(), ""))));
        findings.add(Finding.remark(
                "overload: made / refused, of %,.0f a second that came".formatted(share() * part.rate()),
                "%,d / %,d".formatted(storm.accepted().count(), storm.refused().count())));
        if (!world.quick()) {
            long made = storm.accepted().percentile(0.99);
            findings.add(Finding.atMost("overload: what twice as many callers brought in the end", growth(), FLAT, ""));
            findings.add(Finding.atLeast("overload: came a second, by the most before", came(storm) / most, CAME, ""));
            findings.add(Finding.atLeast(
                    "overload: made a second, by the most before", storm.perSecond() / most, GOODPUT_SHARE, ""));
            // More would say that it was not the most.
            findings.add(Finding.atMost("overload: the same", storm.perSecond() / most, GOODPUT_AT_MOST, ""));
            findings.add(Finding.atLeast("overload: refused", storm.refused().count(), 1, ""));
            findings.add(Finding.atMost("overload: a payment that is made, p99", made, MADE_P99_MILLIS, "ms"));
            findings.addAll(refusals(storm));
            findings.add(Finding.atMost(
                    "overload: memory of the gateway, most", memory.mostMebibytes(), MOST_MEBIBYTES, "MiB"));
        }
        return findings;
    }

    /** As the caller sees it, with the way there and back and the load's own work; and in the gateway alone. */
    private List<Finding> refusals(Answers.Tally storm) {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.remark(
                "overload: a refusal, p99, as callers see it",
                Finding.text(storm.refused().percentile(0.99), "ms")));
        var inside = new Refusals(GatewayNode.metrics(world.management())).quantiles();
        if (!inside.isEmpty()) {
            var what = "overload: a refusal in the gateway, ";
            findings.add(Finding.remark(what + "p50", Finding.text(inside.getFirst(), "ms")));
            findings.add(Finding.atMost(what + "p99", inside.getLast(), REFUSED_MILLIS, "ms"));
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

    /** Answers of either kind; whoever heard nothing did not come for this. */
    private double came(Answers.Tally storm) {
        return (storm.accepted().count() + storm.refused().count()) / (double) part.seconds();
    }

    private double share() {
        return part.measured() ? Math.min(1, FACTOR * most() / part.rate()) : 1;
    }
}
