package sandbox.chaos.disks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Murder;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.chaos.Verdict;
import sandbox.run.Part;

/**
 * Cuts the power of PostgreSQL's disk under load. Two careless servers are cut as well, and must lose what they told
 * of: if they do not, the cut is none.
 */
public final class CutPostgres implements Campaign {

    private static final Duration DARK_AT_MOST = Duration.ofSeconds(3);
    private static final int MEGABYTES = 6_000;
    private static final int CUTS_PER_ROUND = 5;

    private final String fileSystem;

    /** @param fileSystem xfs or ext4 */
    public CutPostgres(String fileSystem) {
        this.fileSystem = fileSystem;
    }

    @Override
    public String name() {
        return "cut-postgres-" + fileSystem;
    }

    @Override
    public String purpose() {
        return "power cut of PostgreSQL's disk (" + fileSystem + ") under load; careless servers must lose";
    }

    @Override
    public int trials() {
        return 25;
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
        var folder = folder(setting);
        var controls = new Verdict();
        try (var disk = LoopDisk.make(folder, fileSystem, MEGABYTES)) {
            for (var care : Counting.Care.values()) {
                int lost = new Counting(disk, care).lostInACut(setting);
                controls.rule("a cut loses what was told with " + care.words(), care.holds(lost), lost + " lost");
            }
            return cutTheBank(setting, folder, disk, controls);
        }
    }

    private static Outcome cutTheBank(Setting setting, Path folder, LoopDisk disk, Verdict controls) {
        var bank = Bank.open(2, bankFolder(folder, disk, "postgres"));
        var conditions = Conditions.usual().withRound(CUTS_PER_ROUND);
        try (var ordeal = Ordeal.of(setting, conditions, bank)) {
            ordeal.verdict().add(controls);
            var postgres = bank.part("postgres");
            return ordeal.strike(_ -> new Murder(postgres, () -> {})
                            .commit(ordeal.moment(DARK_AT_MOST), disk::cut, () -> repower(postgres, disk))
                    + ", power cut");
        }
    }

    private static void repower(Part postgres, LoopDisk disk) {
        // It is dead already, but its lock file is still open here.
        postgres.stop();
        disk.remount();
    }

    static Path folder(Setting setting) {
        try {
            return setting.data() == null
                    ? Files.createTempDirectory("oqim-cut")
                    : Files.createDirectories(setting.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Of all that the bank keeps only this store's data is on the disk that is hurt.
    static Path bankFolder(Path folder, LoopDisk disk, String store) {
        try {
            var bank = Files.createDirectories(folder.resolve("bank"));
            Files.createSymbolicLink(bank.resolve(store), disk.folder("bank"));
            return bank;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
