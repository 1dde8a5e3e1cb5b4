package gateway.sessions.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProofMemoryTest {

    private static final long GENERATION = 1_000;

    private final ProofMemory memory = new ProofMemory(GENERATION, 1_000_000);

    @Test
    void letsEachThroughOnce() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            long identity = random.nextLong();

            assertThat(memory.firstTime(identity, 0)).isTrue();
            assertThat(memory.firstTime(identity, 0)).isFalse();
        }
    }

    @Test
    void remembersForAtLeastOneGeneration() {
        memory.firstTime(42, 900);

        assertThat(memory.firstTime(42, 1_899)).isFalse();
    }

    @Test
    void forgetsAfterTwo() {
        memory.firstTime(42, 0);

        assertThat(memory.firstTime(42, 2 * GENERATION)).isTrue();
    }

    @Test
    void knowsZeroToo() {
        assertThat(memory.firstTime(0, 0)).isTrue();
        assertThat(memory.firstTime(0, 0)).isFalse();
    }

    @Test
    void staysBounded() {
        var small = new ProofMemory(Long.MAX_VALUE / 4, 10);
        small.firstTime(1, 0);
        for (long other = 100; other < 130; other++) {
            small.firstTime(other, 0);
        }

        assertThat(small.firstTime(1, 0)).isTrue();
    }
}
