package sandbox.chaos.disks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Customer;
import sandbox.chaos.Murder;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.chaos.Witness;
import sandbox.run.Part;

/**
 * PostgreSQL's disk is full for a while. Nobody may be told what is not so, and when there is room again, the bank must
 * work without anybody's help but that of whatever starts a dead PostgreSQL again.
 */
public final class DiskFull implements Campaign {

    private static final Duration FULL_AT_LEAST = Duration.ofSeconds(8);
    private static final Duration LONGER_BY = Duration.ofSeconds(12);
    private static final Duration SERVES_WITHIN = Duration.ofSeconds(60);
    private static final Duration FILL_EVERY = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int MEGABYTES = 3_000;
    private static final int PER_ROUND = 2;
    private static final int WITNESS = 5_000;

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public String purpose() {
        return "PostgreSQL's disk is full for 8 to 20 s under load, then there is room again";
    }

    @Override
    public int trials() {
        return 10;
    }

    @Override
    public int quickTrials() {
        return 2;
    }

    @Override
    public Outcome run(Setting setting) {
        var missing = LoopDisk.whyNot();
        if (missing.isPresent()) {
            return Outcome.skipped(missing.get());
        }
        var folder = CutPostgres.folder(setting);
        try (var disk = LoopDisk.make(folder, "xfs", MEGABYTES)) {
            var bank = Bank.open(2, CutPostgres.bankFolder(folder, disk, "postgres"));
            try (var ordeal = Ordeal.of(setting, Conditions.usual().withRound(PER_ROUND), bank)) {
                return new Floods(ordeal, disk, bank.customer(WITNESS)).run();
            }
        }
    }

    /** What is done to one bank. */
    private static final class Floods {

        private final Ordeal ordeal;
        private final LoopDisk disk;
        private final Customer witness;
        private final Part postgres;
        private Duration slowest = Duration.ZERO;
        private int deaths;

        Floods(Ordeal ordeal, LoopDisk disk, Customer witness) {
            this.ordeal = ordeal;
            this.disk = disk;
            this.witness = witness;
            this.postgres = ordeal.bank().part("postgres");
        }

        Outcome run() {
            ordeal.strike(_ -> strike());
            ordeal.measured().put("PostgreSQL was started again", deaths);
            ordeal.measured().put("served again after at most, s", slowest.toMillis() / 1e3);
            return ordeal.outcome();
        }

        private String strike() {
            var length = FULL_AT_LEAST.plus(ordeal.moment(LONGER_BY));
            long met = complaints();
            witness.renew();
            var merchant = ordeal.merchants().getFirst();
            try (var first = Witness.at(1, witness, merchant);
                    var second = Witness.at(2, witness, merchant)) {
                fill(length);
                long freed = System.nanoTime();
                boolean died = supervise(freed, first, second);
                var again = Duration.ofNanos(System.nanoTime() - freed);
                long complained = complaints() - met;
                ordeal.verdict()
                        .rule(
                                "control: PostgreSQL met the full disk",
                                complained > 0,
                                "not a word of it in %.1f s".formatted(length.toMillis() / 1e3));
                return told(length, again, died, complained);
            }
        }

        // Whatever gives room back meanwhile, such as old log, is taken too.
        private void fill(Duration length) {
            long end = System.nanoTime() + length.toNanos();
            try {
                while (System.nanoTime() < end) {
                    disk.fill();
                    endLogSegment();
                    LockSupport.parkNanos(FILL_EVERY.toNanos());
                }
            } finally {
                disk.free();
            }
        }

        // Otherwise a segment of its log that it already has could outlast the fault.
        private void endLogSegment() {
            try (var connection = ordeal.bank().running().database().jdbc();
                    var statement = connection.createStatement()) {
                statement.execute("select pg_switch_wal()");
            } catch (SQLException noRoom) {
                return;
            }
        }

        /** Returns when both nodes serve, or should; emits whether PostgreSQL had to be started. */
        private boolean supervise(long freed, Witness first, Witness second) {
            boolean died = false;
            while (!(first.servedSince(freed) && second.servedSince(freed))
                    && System.nanoTime() - freed < SERVES_WITHIN.toNanos()) {
                if (!postgres.process().isAlive()) {
                    died = true;
                    new Murder(postgres, () -> {}).commit(Duration.ZERO);
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            deaths += died ? 1 : 0;
            return died;
        }

        private String told(Duration length, Duration again, boolean died, long complained) {
            slowest = again.compareTo(slowest) > 0 ? again : slowest;
            var line = "full for %.1f s, %d complaints%s; both nodes served %.1f s after"
                    .formatted(
                            length.toMillis() / 1e3,
                            complained,
                            died ? ", PostgreSQL had to be started again" : "",
                            again.toMillis() / 1e3);
            ordeal.verdict()
                    .rule(
                            "both nodes serve within %d s after there is room".formatted(SERVES_WITHIN.toSeconds()),
                            again.compareTo(SERVES_WITHIN) < 0 ? List.of() : List.of(line));
            return line;
        }

        private long complaints() {
            try (var lines = Files.lines(postgres.log(), StandardCharsets.ISO_8859_1)) {
                return lines.filter(line -> line.contains("No space left on device"))
                        .count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
