package gateway.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** What production writes: one JSON object per line, with the trace's id and without card numbers. */
class LogLinesTest {

    @Test
    void writesAFailureAsOneLineThatNamesItsTraceAndNoCard() throws IOException {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putObject(Environment.class.getName(), productionSettings());
        var events = new ListAppender<ILoggingEvent>();
        events.start();
        var logger = context.getLogger("gateway.test");
        logger.addAppender(events);

        logger.atError()
                .addKeyValue(Trace.ID, "4bf92f3577b34da6a3ce929d0e0e4736")
                .setCause(new IllegalStateException("cannot read 4111111111111111"))
                .log("A request failed");

        var line = line(context, events.list.getFirst());
        assertThat(line).endsWith("}\n").doesNotContain("4111");
        Map<?, ?> json = JsonMapper.shared().readValue(line, Map.class);
        assertThat(json.get(Trace.ID)).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(json.get("message")).isEqualTo("A request failed");
        assertThat(String.valueOf(json.get("error"))).contains("stack_trace", "cannot read [card number]");
    }

    private static String line(LoggerContext context, ILoggingEvent event) {
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(productionFormat(context));
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private static String productionFormat(LoggerContext context) {
        var settings = (Environment) context.getObject(Environment.class.getName());
        return settings.getRequiredProperty("logging.structured.format.console");
    }

    private static StandardEnvironment productionSettings() throws IOException {
        var settings = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yaml"))
                .forEach(settings.getPropertySources()::addLast);
        return settings;
    }
}
