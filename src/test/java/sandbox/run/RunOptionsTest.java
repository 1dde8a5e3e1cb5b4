package sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may ask of {@code ./gateway run}. */
class RunOptionsTest {

    @Test
    void withoutOptionsOneNodeListensOnTheUsualPorts() {
        var options = RunOptions.parse();

        assertThat(options.nodes()).isEqualTo(1);
        assertThat(NodePorts.of(options.port(), 1)).isEqualTo(new NodePorts(8080, 8443, 9090, 8583, 8543));
        assertThat(options.sandboxPort()).isEqualTo(8090);
    }

    @Test
    void everyOptionIsTaken() {
        var options = RunOptions.parse("--nodes", "2", "--port", "9000", "--fresh", "--data", "somewhere");

        assertThat(options).isEqualTo(new RunOptions(9000, Path.of("somewhere"), true, 2));
    }

    @Test
    void theSecondNodeListensOneHigher() {
        assertThat(NodePorts.of(8080, 2)).isEqualTo(new NodePorts(8081, 8444, 9091, 8584, 8544));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--port", "--port x", "--port 0", "--port 65000", "--nodes 0", "--nodes 9", "--data", "--help"})
    void whatMakesNoSenseIsRefused(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> RunOptions.parse(arguments.split(" ")));
    }
}
