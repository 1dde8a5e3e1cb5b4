package sandbox.chaos.storms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HangUpsTest {

    @Test
    void onlyWhoHungUpIsATrial() {
        var tally = new HangUps.Tally();

        tally.cut().add(4);
        tally.bytesCut().add(2);
        tally.failed().add(100);

        assertThat(tally.hungUp()).isEqualTo(6);
    }
}
