package sandbox.bench;

import java.time.Duration;
import sandbox.crowd.Crowd;
import sandbox.crowd.Wire;
import sandbox.embedded.Scratch;
import sandbox.run.Installation;
import sandbox.run.RunOptions;
import sandbox.run.StartFailure;

/**
 * {@code ./gateway learn}: lets a gateway work, fully loaded and then at a walk, until its JVM has seen enough
 * payments, and keeps what it learned for every later start.
 */
public final class Learn {

    private static final int CUSTOMERS = 90;
    private static final int MERCHANTS = 300;
    private static final int IN_FLIGHT = 256;
    // On a busy machine it takes longer until the compilers have seen enough.
    private static final int ENOUGH = 50_000;
    private static final int SLICES = 16;
    private static final Duration SLICE = Duration.ofSeconds(15);
    private static final Duration WALKING = Duration.ofSeconds(15);

    private Learn() {}

    public static void main(String[] arguments) {
        var folder = Bench.temporary();
        var installation = Installation.learning(new RunOptions(RunOptions.freePort(), folder, true, 1));
        var stop = new Thread(installation::close, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            work(installation);
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        installation.close();
        Runtime.getRuntime().removeShutdownHook(stop);
        Scratch.delete(folder);
        System.exit(0);
    }

    private static void work(Installation installation) {
        var running = installation.start();
        try (var wire = new Wire(running.nodes().getFirst().plain())) {
            var crowd = Crowd.gather(running, wire, CUSTOMERS, MERCHANTS);
            var load = new Load(wire, crowd);
            long paid = 0;
            double rate = 0;
            for (int i = 0; i < SLICES && paid < ENOUGH; i++) {
                crowd.refresh(wire);
                var slice = load.closed(IN_FLIGHT, MERCHANTS, SLICE);
                paid += slice.paid();
                rate = slice.perSecond();
            }
            load.open(rate / 2, MERCHANTS, WALKING);
            Bench.say(Bench.text("Learned from %,d payments", paid));
        }
    }
}
