package gateway.canaries;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Hears everything the gateway logs, before anything is blotted out, its own code down to the finest level; and what
 * reaches the console.
 */
public final class LogTap implements AutoCloseable, ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String SANDBOX = "sandbox.";

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Appender appender = new Appender();
    private final Logger own = (Logger) LoggerFactory.getLogger("gateway");
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level before;

    public LogTap() {
        before = own.getEffectiveLevel();
        System.setOut(new PrintStream(new Both(out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new Both(err), true, StandardCharsets.UTF_8));
        listen();
    }

    /** Starting to log anew forgets who listens. */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        listen();
    }

    private void listen() {
        root.detachAppender(appender);
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        own.setLevel(Level.TRACE);
    }

    public String logged() {
        return String.join("\n", lines);
    }

    public String onConsole() {
        return console.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        own.setLevel(before);
        root.detachAppender(appender);
        System.setOut(out);
        System.setErr(err);
    }

    /** Writes down events with everything that any layout could print of them. */
    private final class Appender extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLoggerName().startsWith(SANDBOX)) {
                return;
            }
            var thrown = event.getThrowableProxy();
            lines.add(String.join(
                    " ",
                    event.getLoggerName(),
                    event.getThreadName(),
                    event.getFormattedMessage(),
                    java.util.Arrays.deepToString(event.getArgumentArray()),
                    String.valueOf(event.getKeyValuePairs()),
                    event.getMDCPropertyMap().toString(),
                    thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
        }
    }

    /** Writes to the console as ever, and keeps what was written. */
    private final class Both extends OutputStream {

        private final OutputStream usual;

        Both(OutputStream usual) {
            this.usual = usual;
        }

        @Override
        public void write(int octet) throws java.io.IOException {
            usual.write(octet);
            console.write(octet);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws java.io.IOException {
            usual.write(bytes, from, length);
            console.write(bytes, from, length);
        }

        @Override
        public void flush() throws java.io.IOException {
            usual.flush();
        }
    }
}
