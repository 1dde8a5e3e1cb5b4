package sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final WarmUp warmUp = new WarmUp(8);

    @Test
    void threeSlicesInARowThatBringNothingAreEnough() {
        hear(5, 4, 3, 2.95, 3.1);
        assertThat(warmUp.isOver()).isFalse();

        hear(2.94);
        assertThat(warmUp.isWarm()).isTrue();
        assertThat(warmUp.isOver()).isTrue();
        assertThat(warmUp.line()).startsWith("warm after 6 slices");
    }

    @Test
    void oneThatBringsSomethingBeginsTheCountAnew() {
        hear(5, 4.9, 4.95, 4.5, 4.4, 4.45);
        assertThat(warmUp.isOver()).isFalse();

        hear(4.6);
        assertThat(warmUp.isWarm()).isTrue();
    }

    @Test
    void theFirstSliceHasNothingToBeComparedWith() {
        hear(5, 5, 5);
        assertThat(warmUp.isOver()).isFalse();

        hear(5);
        assertThat(warmUp.isWarm()).isTrue();
    }

    @Test
    void aSliceIsComparedWithTheCheapestBeforeIt() {
        hear(3, 6, 5, 4);

        assertThat(warmUp.isWarm())
                .as("each is cheaper than the one before, and none than the first")
                .isTrue();
    }

    @Test
    void itEndsColdWhereItGetsCheaperToTheEnd() {
        hear(8, 7, 6, 5, 4, 3, 2.9);
        assertThat(warmUp.isOver()).isFalse();

        hear(2);
        assertThat(warmUp.isOver()).isTrue();
        assertThat(warmUp.isWarm()).isFalse();
        assertThat(warmUp.line()).startsWith("NOT WARM after 8 slices");
    }

    @Test
    void slicesInWhichNobodyPaidAreNotCalm() {
        double nobody = Double.POSITIVE_INFINITY;
        hear(nobody, nobody, nobody, nobody);

        assertThat(warmUp.isOver()).isFalse();
    }

    private void hear(double... millis) {
        for (double it : millis) {
            warmUp.heard(it);
        }
    }
}
