package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that we started ourselves, with a log of its own and a pid file by which a later run finds it. */
final class Child implements Part {

    private final String name;
    private final Home home;
    private final List<String> command;
    private final Duration patience;
    private volatile ProcessHandle process;
    private boolean abandoned;

    private Child(String name, Home home, List<String> command, Duration patience) {
        this.name = name;
        this.home = home;
        this.command = command;
        this.patience = patience;
        this.process = launch();
    }

    /**
     * @param command holds no secret: everybody on the machine can read it
     * @param patience how long it may take to end before it is killed
     */
    static Child start(String name, Home home, List<String> command, Duration patience) {
        return new Child(name, home, detached(command), patience);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProcessHandle process() {
        return process;
    }

    @Override
    public Path log() {
        return home.log(name);
    }

    @Override
    public void stop() {
        end(process, patience);
        home.forget(name);
    }

    @Override
    public void abandon() {
        synchronized (this) {
            abandoned = true;
        }
        kill();
        home.forget(name);
    }

    @Override
    public void restart() {
        end(process, patience);
        relaunch();
    }

    // Whoever kills it and starts it again may be told to end in between.
    private synchronized void relaunch() {
        if (abandoned) {
            throw new IllegalStateException(name + " was abandoned");
        }
        process = launch();
    }

    /** Politely first. */
    static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Cannot wait for process " + process.pid(), e);
        }
    }

    private ProcessHandle launch() {
        try {
            var builder = new ProcessBuilder(command);
            builder.redirectErrorStream(true);
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            var started = builder.start().toHandle();
            home.remember(name, started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    // Ctrl-C reaches every process of a terminal's group at once; a session of its own lets us stop them in order.
    private static List<String> detached(List<String> command) {
        var setsid = Path.of("/usr/bin/setsid");
        if (!Files.isExecutable(setsid)) {
            return List.copyOf(command);
        }
        var longer = new ArrayList<>(List.of(setsid.toString()));
        longer.addAll(command);
        return List.copyOf(longer);
    }
}
