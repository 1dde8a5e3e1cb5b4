package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** What production writes: one JSON object per line, with the trace's id and without card numbers. */
@ExtendWith(OutputCaptureExtension.class)
class LogLinesTest {

    @Test
    void writesAFailureAsOneLineThatNamesItsTrace(CapturedOutput output) {
        String trace;
        try (var server = EdgeServer.start("logging.structured.format.console=ecs")) {
            trace = String.valueOf(server.get("/test/boom").json().get("traceId"));
        }

        // Closing the server has emptied the queue before the console.
        var line = output.getAll()
                .lines()
                .filter(it -> it.startsWith("{") && it.contains("nobody foresaw"))
                .reduce((first, second) -> first + second)
                .orElseThrow();
        Map<?, ?> json = JsonMapper.shared().readValue(line, Map.class);
        assertThat(json.get(gateway.platform.observability.Trace.ID)).isEqualTo(trace);
        assertThat(line).contains("stack_trace", "[card number]").doesNotContain("4111");
    }
}
