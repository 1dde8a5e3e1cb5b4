package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.inbound.CallRates.Kind;
import gateway.shared.ids.PartnerId;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each partner has its own number of calls a second, and each kind of call has its own. */
class CallRatesTest {

    private static final PartnerId ONE = new PartnerId(new UUID(1, 0x100));
    private static final PartnerId OTHER = new PartnerId(new UUID(2, 0x100));

    private final CallRates rates = new CallRates(InboundSettingsTest.DEFAULTS);

    private long allowed(PartnerId partner, Kind kind, int calls) {
        return IntStream.range(0, calls)
                .filter(_ -> rates.allows(partner, kind))
                .count();
    }

    @Test
    void whoeverCallsTooOftenTakesNothingFromOthers() {
        // A second may begin meanwhile.
        assertThat(allowed(ONE, Kind.REGISTRY, 1_000)).isBetween(20L, 40L);
        assertThat(rates.allows(OTHER, Kind.REGISTRY)).isTrue();
        assertThat(rates.allows(ONE, Kind.LOOKUP)).isTrue();
    }

    @Test
    void theNextSecondIsAnother() {
        allowed(ONE, Kind.REGISTRY, 1_000);

        await().atMost(Duration.ofSeconds(10)).until(() -> rates.allows(ONE, Kind.REGISTRY));
    }
}
