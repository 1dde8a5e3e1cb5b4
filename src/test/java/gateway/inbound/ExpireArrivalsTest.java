package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrival.State;
import gateway.shared.ids.PartnerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What nobody confirmed ends by itself, whatever becomes of what stands before it. */
class ExpireArrivalsTest {

    private static final Instant OVER = TakeArrivalsTest.NOW.plusSeconds(1_200);

    private final ArrivalWorld world = new ArrivalWorld();
    private final Clock clock = Clock.fixed(OVER, ZoneOffset.UTC);
    private final ExpireArrivals expire =
            new ExpireArrivals(world, world.take(clock), InboundSettingsTest.DEFAULTS, clock);

    private static ArrivalKey key(int number) {
        return new ArrivalKey(new PartnerId(new UUID(1, 0x100)), "a%03d".formatted(number));
    }

    @Test
    void endsWhatIsOver() {
        world.stored.put(key(1), TakeArrivalsTest.fresh(key(1), "TESTOV IVAN"));

        expire.run().block(Duration.ofSeconds(10));

        assertThat(world.stored.get(key(1)).state()).isEqualTo(new State.Failed(OVER, No.TOO_LATE));
        assertThat(world.events).containsExactly("arrival.failed");
    }

    @Test
    void oneThatCannotBeEndedHoldsNobodyUp() {
        IntStream.range(0, 40).forEach(n -> world.stored.put(key(n), TakeArrivalsTest.fresh(key(n), "TESTOV IVAN")));
        world.broken.add(key(0));

        assertThatThrownBy(() -> expire.run().block(Duration.ofSeconds(10))).hasMessageContaining("broken");

        assertThat(world.stored.values().stream()
                        .filter(it -> it.state() instanceof State.Failed)
                        .count())
                .isEqualTo(39);
    }
}
