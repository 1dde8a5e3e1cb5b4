package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process is told by the system, and Java has no word for: stand still, go on. */
public enum Signal {
    STOP,
    CONT;

    /** Whether the process was there to be told. */
    public boolean reaches(ProcessHandle process) {
        try {
            return new ProcessBuilder("kill", "-" + name(), String.valueOf(process.pid()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
