package sandbox.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine's own tools. */
public final class Shell {

    private static final int PATIENCE_SECONDS = 60;

    private Shell() {}

    /** What a tool said and how it ended. */
    public record Called(int status, String output) {

        public boolean isOk() {
            return status == 0;
        }
    }

    public static boolean has(String tool) {
        return call(List.of("sh", "-c", "command -v " + tool)).isOk();
    }

    public static void must(List<String> command) {
        var called = call(command);
        if (!called.isOk()) {
            throw new IllegalStateException(String.join(" ", command) + ": " + called.output());
        }
    }

    /** A tool that cannot be started ends with -1. */
    public static Called call(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " does not end");
            }
            return new Called(process.exitValue(), output.strip());
        } catch (IOException e) {
            return new Called(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
