package gateway.platform.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** When a gauge has a number. */
class LastLookTest {

    private final LastLook last = new LastLook();
    private VirtualTimeScheduler time;

    @BeforeEach
    void takeTheTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void giveItBack() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void whoHasNotLookedKnowsNothing() {
        assertThat(last.shown(7)).isNaN();
        look(Mono.just(true));
        assertThat(last.shown(7)).isEqualTo(7);
    }

    @Test
    void whoFailsOrFindsNothingKnowsNothing() {
        look(Mono.just(true));
        look(Mono.error(new IllegalStateException("away")));
        assertThat(last.shown(7)).isNaN();

        look(Mono.just(true));
        look(Mono.empty());
        assertThat(last.shown(7)).isNaN();
    }

    @Test
    void whoHearsNothingKnowsNothingAfterItsPatience() {
        look(Mono.just(true));
        look(Mono.never());

        time.advanceTimeBy(LastLook.PATIENCE.minusMillis(1));
        assertThat(last.shown(7)).isEqualTo(7);
        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(last.shown(7)).isNaN();
    }

    @Test
    void whoIsCutShortKnowsNothing() {
        look(Mono.just(true));

        last.watch(Mono.never()).subscribe().dispose();

        assertThat(last.shown(7)).isNaN();
    }

    private void look(Mono<?> look) {
        last.watch(look).onErrorComplete().subscribe();
    }
}
