package loads;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import sandbox.crowd.MemoryWatch;

/** A mix of what people do, for as long as one likes, while the gateway's memory is watched. */
final class Soak implements LoadTest {

    private static final String NAME = "soak";
    private static final double TO_MERCHANT = 70;
    private static final double TO_CARD = 18;
    private static final double LOOKING = 10;
    private static final double SIGNING_IN = 2;
    private static final int P99_MILLIS = 1_000;
    private static final double MOST_MEBIBYTES = 700;
    private static final double MOST_MEBIBYTES_A_MINUTE = 2;
    /** In less, memory still grows because programs are still being compiled. */
    private static final int TELLING_SECONDS = 300;

    private static final AtomicInteger STRANGERS = new AtomicInteger();

    private final World.Part part;
    private final World world;
    private final Mobile mobile;
    private final MemoryWatch memory;

    Soak(World.Part part, World world, Mobile mobile) {
        this.part = part;
        this.world = world;
        this.mobile = mobile;
        this.memory = new MemoryWatch(world.gatewayPid());
    }

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
        var mix = scenario(NAME)
                .exec(randomSwitch()
                        .on(
                                percent(TO_MERCHANT).then(mobile.pay(NAME, () -> Order.toMerchant(world))),
                                percent(TO_CARD).then(mobile.pay(NAME, () -> Order.toCard(world))),
                                percent(LOOKING)
                                        .then(exec(mobile.pay(NAME, () -> Order.toMerchant(world)), mobile.look(NAME))),
                                percent(SIGNING_IN).then(exec(mobile.become(Soak::stranger), mobile.signIn(NAME)))));
        return LoadTest.followed(
                mix.injectOpen(constantUsersPerSec(part.rate())
                                .during(Duration.ofSeconds(part.seconds()))
                                .randomized())
                        .protocols(protocol()),
                next);
    }

    @Override
    public void begin() {
        memory.start();
    }

    @Override
    public List<Assertion> thresholds() {
        if (world.quick()) {
            // In a few seconds not everything need come.
            return LoadTest.allWithin(COLD_MILLIS, NAME, Order.kindsToMerchant())
                    .toList();
        }
        var kinds = Stream.of(Order.kindsToMerchant(), Order.kindsToCard(), List.of("look"))
                .flatMap(List::stream)
                .toList();
        return LoadTest.allWithin(P99_MILLIS, NAME, kinds).toList();
    }

    @Override
    public List<Finding> findings() {
        memory.close();
        // What an overload before has left there stays.
        double limit = world.shared() ? Overload.MOST_MEBIBYTES : MOST_MEBIBYTES;
        var most = Finding.atMost("soak: memory of the gateway, most", memory.mostMebibytes(), limit, "MiB");
        var what = "soak: memory grows, in the second half, a minute";
        double slope = memory.slopePerMinute();
        return List.of(
                most,
                part.seconds() < TELLING_SECONDS
                        ? Finding.remark(what + " (too short to tell)", Finding.text(slope, "MiB"))
                        : Finding.atMost(what, slope, MOST_MEBIBYTES_A_MINUTE, "MiB"));
    }

    private static Person stranger() {
        return Person.stranger("99894%07d".formatted(STRANGERS.incrementAndGet()));
    }
}
