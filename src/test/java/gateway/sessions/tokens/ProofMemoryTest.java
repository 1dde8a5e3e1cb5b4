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

    /** To the millisecond: known through the generation after its own, forgotten with the next. */
    @Test
    void forgetsWithTheSecondGenerationAfter() {
        memory.firstTime(42, GENERATION);
        memory.firstTime(7, 2 * GENERATION);

        assertThat(memory.firstTime(42, 3 * GENERATION - 1)).isFalse();
        assertThat(memory.firstTime(7, 3 * GENERATION)).isFalse();
        assertThat(memory.firstTime(42, 3 * GENERATION)).isTrue();
    }

    @Test
    void keepsAGenerationUntilItsTimeIsUp() {
        memory.firstTime(42, GENERATION);
        memory.firstTime(7, 2 * GENERATION - 1);

        // Both are of one generation, so both are known all through the next.
        assertThat(memory.firstTime(42, 3 * GENERATION - 1)).isFalse();
        assertThat(memory.firstTime(7, 3 * GENERATION - 1)).isFalse();
    }

    @Test
    void afterALongSilenceOnlyJustRemembers() {
        memory.firstTime(42, GENERATION);

        assertThat(memory.firstTime(42, 3 * GENERATION - 1)).isFalse();
    }

    /** Ten are what one generation holds; it takes ten more until the first is forgotten. */
    @Test
    void forgetsEarlyOnlyWhenTheNextGenerationIsFullToo() {
        var small = new ProofMemory(Long.MAX_VALUE / 4, 10);
        for (long member = 1; member <= 20; member++) {
            assertThat(small.firstTime(member, 0)).isTrue();
        }

        assertThat(small.firstTime(21, 0)).isTrue();
        assertThat(small.firstTime(11, 0)).isFalse();
        assertThat(small.firstTime(20, 0)).isFalse();
        assertThat(small.firstTime(10, 0)).isTrue();
    }

    /** Those that fall on one place of the table stay apart, and so do those at its end. */
    @Test
    void tellsApartWhatFallsOnOnePlace() {
        for (long high = 1; high < 600; high++) {
            assertThat(memory.firstTime(high << 32 | 0xFFF, 0)).isTrue();
            assertThat(memory.firstTime(high << 40 | 5, 0)).isTrue();
        }
        for (long high = 1; high < 600; high++) {
            assertThat(memory.firstTime(high << 32 | 0xFFF, 0)).isFalse();
            assertThat(memory.firstTime(high << 40 | 5, 0)).isFalse();
        }
    }
}
