package sandbox.run;

/** {@code ./gateway run}: everything on this machine, until Ctrl-C. */
public final class Run {

    private static final int USAGE_STATUS = 2;

    private Run() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String... arguments) {
        RunOptions options;
        try {
            options = RunOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(RunOptions.USAGE);
            return USAGE_STATUS;
        }
        try {
            return supervise(Installation.in(options, withEverything(options)));
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    // Benches and campaigns leave some of it out: what that costs is not the gateway's.
    private static Wiring withEverything(RunOptions options) {
        return Wiring.with(() -> SandboxPart.more(options.sandboxPort(), options.data()));
    }

    private static int supervise(Installation installation) {
        long began = System.nanoTime();
        var hook = new Thread(() -> stop(installation), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            var running = installation.start();
            var merchants =
                    DemoMerchants.in(running.home(), running.nodes().getFirst().plain(), running.staffToken());
            var partner = DemoPartner.in(running, merchants.values());
            System.out.println(Banner.of(running, merchants, partner, (System.nanoTime() - began) / 1_000_000));
            var dead = installation.awaitDeath();
            if (dead.isEmpty()) {
                return 0;
            }
            System.err.println(Ready.died(dead.get()).getMessage());
            return 1;
        } catch (StartFailure e) {
            // Whoever stops us while we start need not hear that something has ended.
            if (!installation.isClosed()) {
                System.err.println(e.getMessage());
            }
            return 1;
        }
    }

    private static void stop(Installation installation) {
        System.out.println("Stopping …");
        installation.close();
        System.out.println("Stopped. Data and logs are kept.");
    }
}
