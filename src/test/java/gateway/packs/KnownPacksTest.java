package gateway.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.rulebook.Remark;
import gateway.rulebook.UnfitPack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever watches a node sees which pack it goes by, and which one it should and cannot. */
class KnownPacksTest {

    /** Reads anything but nonsense. */
    private static final class Words implements PackKind<String> {

        @Override
        public String name() {
            return "words";
        }

        @Override
        public String read(String text) {
            if (text.equals("nonsense")) {
                throw new UnfitPack(new Remark(1, "text", "is nonsense"));
            }
            return text;
        }

        @Override
        public void checkSuccession(String before, String after, Instant now) {
            // Anything follows anything.
        }
    }

    @Test
    void aPackThatCannotBeReadIsSeenUntilOneCan() {
        var meters = new SimpleMeterRegistry();
        var words = InForce.configured(new Words(), "first");
        new KnownPacks(List.of(words), meters);
        assertThat(gauge(meters, "oqim_pack_unreadable")).isZero();

        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> words.take(new Activation(7, "words", "nonsense", Instant.EPOCH)));
        assertThat(gauge(meters, "oqim_pack_unreadable")).isEqualTo(7);
        assertThat(gauge(meters, "oqim_pack_activation")).isZero();
        assertThat(words.lastKnown()).isEqualTo("first");

        words.take(new Activation(8, "words", "second", Instant.EPOCH));
        assertThat(gauge(meters, "oqim_pack_unreadable")).isZero();
        assertThat(gauge(meters, "oqim_pack_activation")).isEqualTo(8);
    }

    private static double gauge(SimpleMeterRegistry meters, String name) {
        return meters.get(name).tag("kind", "words").gauge().value();
    }
}
