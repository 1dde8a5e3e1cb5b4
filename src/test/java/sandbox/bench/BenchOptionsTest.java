package sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.bench.BenchOptions.Comparison;

class BenchOptionsTest {

    @Test
    void measuresLongEnoughUnlessToldOtherwise() {
        var usual = BenchOptions.parse();

        assertThat(usual.warmUpSeconds()).isGreaterThanOrEqualTo(30);
        assertThat(usual.seconds()).isGreaterThanOrEqualTo(60);
        assertThat(usual.json()).isNull();
    }

    @Test
    void takesWhatItIsTold() {
        var options = BenchOptions.parse("--quick", "--seconds", "20", "--in-flight", "64", "--json", "numbers.json");

        assertThat(options.warmUpSeconds()).isEqualTo(10);
        assertThat(options.seconds()).isEqualTo(20);
        assertThat(options.inFlight()).isEqualTo(64);
        assertThat(options.json()).isEqualTo(Path.of("numbers.json"));
        assertThat(options.comparison()).isEqualTo(Comparison.NONE);
    }

    @Test
    void optionsDoNotDisturbEachOther() {
        var options = BenchOptions.parse(
                "--counterparties", "--customers", "40", "--controls", "--stored", "7", "--in-flight", "3");

        assertThat(BenchOptions.parse("--cost-of-controls").comparison()).isEqualTo(Comparison.CONTROLS);
        assertThat(options).isEqualTo(new BenchOptions(30, 60, 40, 3, 7, true, Comparison.COUNTERPARTIES, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seconds 0", "--seconds", "--customers -1", "--in-flight many", "--fast"})
    void saysWhatItDoesNotUnderstand(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> BenchOptions.parse(line.split(" ")));
    }
}
