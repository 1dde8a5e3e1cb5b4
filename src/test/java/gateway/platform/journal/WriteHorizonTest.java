package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.WriteHorizon.Look;
import gateway.platform.journal.WriteHorizon.Seen;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What may be read after looks at who writes. */
class WriteHorizonTest {

    private static final int END = 60;
    private static final int LONGEST = 12;

    /** Holds the lock from one moment on until before another. */
    record Writer(int from, int until) {

        boolean holds(int moment) {
            return from <= moment && moment < until;
        }
    }

    @Property
    void nobodyWhoWroteBeforeItIsStillOpenAndItIsNeverFarBehind(
            @ForAll("writers") List<Writer> writers, @ForAll("steps") List<Integer> steps) {
        var seen = Seen.NOTHING;
        int moment = 0;
        for (int step : steps) {
            moment += step;
            seen = seen.after(look(writers, moment));

            int now = moment;
            var read = seen.read();
            assertThat(writers.stream().filter(writer -> writer.holds(now)))
                    .as("open at %d, read until %s", now, read)
                    .noneMatch(writer -> at(writer.from()).isBefore(read));
            if (moment > 2 * (LONGEST + 3)) {
                assertThat(read).as("at %d", now).isAfterOrEqualTo(at(now - 2 * (LONGEST + 3)));
            }
        }
    }

    @Provide
    Arbitrary<List<Writer>> writers() {
        var from = Arbitraries.integers().between(0, END);
        var length = Arbitraries.integers().between(1, LONGEST);
        return Combinators.combine(from, length)
                .as((begin, lasts) -> new Writer(begin, begin + lasts))
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(1, 3).list().ofMinSize(5).ofMaxSize(30);
    }

    @Example
    void whileSomebodyWritesAllTheTimeItMovesWithEachLook() {
        var seen = Seen.NOTHING.after(look(1, "a")).after(look(2, "b")).after(look(3, "c"));

        assertThat(seen.read()).isEqualTo(at(2));
    }

    @Example
    void aWriterHoldsItWhereItWasFirstSeen() {
        var held = Seen.NOTHING.after(look(1)).after(look(2, "long", "a")).after(look(3, "long", "b"));

        assertThat(held.after(look(9, "long", "c")).read()).isEqualTo(at(1));
        assertThat(held.after(look(9, "c")).read()).isEqualTo(at(2));
        assertThat(held.after(look(9)).read()).isEqualTo(at(9));
    }

    @Example
    void whereTheClockWasSetBackItBeginsAnew() {
        var before = Seen.NOTHING.after(look(50)).after(look(51, "a"));

        var after = before.after(look(20, "b"));

        assertThat(after.read()).isEqualTo(Instant.EPOCH);
        assertThat(after.after(look(21, "b")).read()).isEqualTo(Instant.EPOCH);
        assertThat(after.after(look(21, "c")).read()).isEqualTo(at(20));
    }

    private static Look look(List<Writer> writers, int moment) {
        return new Look(
                at(moment),
                IntStream.range(0, writers.size())
                        .filter(number -> writers.get(number).holds(moment))
                        .mapToObj(Integer::toString)
                        .toList());
    }

    private static Look look(int moment, String... writers) {
        return new Look(at(moment), List.of(writers));
    }

    private static Instant at(int moment) {
        return Instant.ofEpochSecond(1_000 + moment);
    }
}
