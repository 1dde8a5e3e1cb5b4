package sandbox.chaos.disks;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Murder;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.chaos.kills.RedisDoor;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import sandbox.mobile.Refusal;
import sandbox.run.Part;

/**
 * Cuts the power of Redis's disk, which forgets up to a second of what it said. Sessions that were ended shortly
 * before, and while there is no Redis, must stay ended on both nodes.
 */
public final class CutRedis implements Campaign {

    private static final Duration DARK_AT_MOST = Duration.ofSeconds(3);
    private static final Duration BEFORE_AT_MOST = Duration.ofMillis(900);
    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final Duration WATCHED = Duration.ofSeconds(4);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 10;
    private static final int MEGABYTES = 1_000;
    private static final int CUTS_PER_ROUND = 10;
    private static final int FIRST_PHONE = 2_000_000;

    @Override
    public String name() {
        return "cut-redis";
    }

    @Override
    public String purpose() {
        return "power cut of Redis's disk under load, with sessions ended right before and meanwhile";
    }

    @Override
    public int trials() {
        return 50;
    }

    @Override
    public int quickTrials() {
        return 4;
    }

    @Override
    public Outcome run(Setting setting) {
        var missing = LoopDisk.whyNot();
        if (missing.isPresent()) {
            return Outcome.skipped(missing.get());
        }
        var folder = CutPostgres.folder(setting);
        try (var disk = LoopDisk.make(folder, "xfs", MEGABYTES)) {
            var bank = Bank.open(2, CutPostgres.bankFolder(folder, disk, "redis"));
            // Its program lies there too, and is not what is to be lost.
            disk.settle();
            try (var ordeal = Ordeal.of(setting, Conditions.usual().withRound(CUTS_PER_ROUND), bank)) {
                return new Cuts(ordeal, disk).run();
            }
        }
    }

    /** One session on both nodes, and when it was ended. */
    private record Ended(List<MobileApp> phones, long nanos) {}

    /** What is done to one bank. */
    private static final class Cuts {

        private final Ordeal ordeal;
        private final LoopDisk disk;
        private final Bank bank;
        private final Part part;
        private final RedisDoor redis;
        private int next = FIRST_PHONE;
        private long lost;
        private int refused;
        private int unknown;

        Cuts(Ordeal ordeal, LoopDisk disk) {
            this.ordeal = ordeal;
            this.disk = disk;
            this.bank = ordeal.bank();
            this.part = bank.part("redis");
            this.redis = new RedisDoor(bank.running().redis());
        }

        Outcome run() {
            ordeal.strike(_ -> strike());
            ordeal.measured().put("told by Redis and lost", lost);
            ordeal.measured().put("dead tokens refused / nothing known", refused + " / " + unknown);
            ordeal.verdict().rule("control: the cuts lose what Redis said", lost > 0, "nothing was lost");
            return ordeal.outcome();
        }

        private String strike() {
            var before = signIn();
            var meanwhile = signIn();
            var dead = new ArrayList<Ended>();
            var tally = Tally.begin(redis);
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            dead.add(end(before));
            LockSupport.parkNanos(ordeal.moment(BEFORE_AT_MOST).toNanos());
            var told = new AtomicLong();
            var line = new Murder(part, redis::awaitReady)
                    .commit(
                            ordeal.moment(DARK_AT_MOST),
                            () -> {
                                // What it says after the cut is lost anyway, and proves nothing about the cut.
                                told.set(tally.told());
                                disk.cut();
                            },
                            () -> {
                                repower();
                                dead.add(end(meanwhile));
                            });
            tally.end();
            long gone = Math.max(0, told.get() - Tally.found(redis));
            lost += gone;
            watch(dead);
            return line + ", power cut, %d of %d numbers lost".formatted(gone, told.get());
        }

        private void repower() {
            part.stop();
            disk.remount();
        }

        private void watch(List<Ended> dead) {
            long end = System.nanoTime() + WATCHED.toNanos();
            while (System.nanoTime() < end) {
                dead.forEach(this::mustBeRefused);
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }

        private void mustBeRefused(Ended ended) {
            if (System.nanoTime() - ended.nanos() < BOUND.toNanos()) {
                return;
            }
            for (int node = 1; node <= 2; node++) {
                int status = ask(ended.phones().get(node - 1));
                refused += status == 401 ? 1 : 0;
                unknown += status == 401 ? 0 : 1;
                ordeal.verdict()
                        .rule(
                                "I12 no node takes a token whose session ended more than a second ago",
                                status == 401 || status == 503 || status == 0,
                                "node %d answers %d, %.1f s after"
                                        .formatted(node, status, (System.nanoTime() - ended.nanos()) / 1e9));
            }
        }

        // As money asks: a POST's token is looked at more strictly than a GET's. 0 stands for silence.
        private int ask(MobileApp phone) {
            try {
                var body = """
                        {"amount":{"value":"1000.00","currency":"UZS"},
                         "source":{"type":"card","card":"crd_00000000-0000-7000-8000-000000000000"},
                         "destination":{"type":"merchant","merchant":"%s"}}
                        """.formatted(ordeal.merchants().getFirst());
                return phone.post("/v1/payments", body, MobileApp.newKey(), PATIENCE)
                        .status();
            } catch (UncheckedIOException e) {
                return 0;
            }
        }

        private List<MobileApp> signIn() {
            var device = Device.fresh();
            var sandbox = bank.running().sandbox();
            var first = new MobileApp(bank.node(1).plain(), sandbox, device, null);
            var second = new MobileApp(bank.node(2).plain(), sandbox, device, null);
            second.use(signedIn(first));
            var phones = List.of(first, second);
            ordeal.verdict()
                    .rule(
                            "control: a token is taken as long as its session lives",
                            phones.stream()
                                    .map(this::ask)
                                    .filter(it -> it == 401)
                                    .map(it -> "refused with " + it)
                                    .toList());
            return phones;
        }

        // A busy bank may not get its message off at once.
        private MobileApp.Tokens signedIn(MobileApp phone) {
            for (int i = 1; ; i++) {
                try {
                    return phone.signIn("99892" + next++);
                } catch (Refusal | UncheckedIOException e) {
                    if (i == TRIES) {
                        throw e;
                    }
                    LockSupport.parkNanos(BOUND.toNanos());
                }
            }
        }

        private static Ended end(List<MobileApp> phones) {
            var first = phones.getFirst();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (first.delete("/v1/sessions/" + first.tokens().session()).status() != 204) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("The session does not end");
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            return new Ended(phones, System.nanoTime());
        }
    }
}
