package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.limits.Window.Calendar;
import gateway.limits.Window.Calendar.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Where windows begin and end. */
class WindowTest {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aDayInTashkentBeginsInTheEveningOfLondon() {
        var day = new Calendar(Unit.DAY, TASHKENT);

        assertThat(day.start(Instant.parse("2026-11-26T18:59:59Z"))).isEqualTo("2026-11-25T19:00:00Z");
        assertThat(day.start(Instant.parse("2026-11-26T19:00:00Z"))).isEqualTo("2026-11-26T19:00:00Z");
        assertThat(day.end(Instant.parse("2026-11-26T18:59:59Z"))).isEqualTo("2026-11-26T19:00:00Z");
    }

    @Test
    void daysOnWhichTheClockIsPutForthOrBackAreShorterOrLonger() {
        var day = new Calendar(Unit.DAY, BERLIN);

        assertThat(length(day, "2026-03-29T12:00:00Z")).isEqualTo(Duration.ofHours(23));
        assertThat(length(day, "2026-10-25T12:00:00Z")).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void weeksBeginOnMondayAndMonthsOnTheFirst() {
        var at = Instant.parse("2026-11-26T12:00:00Z");

        assertThat(new Calendar(Unit.WEEK, TASHKENT).start(at)).isEqualTo("2026-11-22T19:00:00Z");
        assertThat(new Calendar(Unit.MONTH, TASHKENT).start(at)).isEqualTo("2026-10-31T19:00:00Z");
        assertThat(new Calendar(Unit.MONTH, TASHKENT).end(at)).isEqualTo("2026-11-30T19:00:00Z");
        assertThat(new Calendar(Unit.YEAR, TASHKENT).start(at)).isEqualTo("2025-12-31T19:00:00Z");
    }

    @Property(tries = 500)
    void everyMomentLiesInItsOwnWindowAndTheNextOneBeginsAtItsEnd(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second, @ForAll Unit unit) {
        var at = Instant.ofEpochSecond(second);
        for (var zone : new ZoneId[] {TASHKENT, BERLIN}) {
            var window = new Calendar(unit, zone);

            assertThat(window.start(at)).isBeforeOrEqualTo(at);
            assertThat(window.end(at)).isAfter(at);
            assertThat(window.start(window.end(at))).isEqualTo(window.end(at));
            assertThat(window.start(window.start(at))).isEqualTo(window.start(at));
        }
    }

    private static Duration length(Window window, String at) {
        var moment = Instant.parse(at);
        return Duration.between(window.start(moment), window.end(moment));
    }
}
