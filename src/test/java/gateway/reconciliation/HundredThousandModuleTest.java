package gateway.reconciliation;

import static gateway.reconciliation.ReconciliationRig.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A measurement: on a machine that others use it says more about them. {@code -Doqim.measure=true} asks for it. */
@EnabledIfSystemProperty(named = "oqim.measure", matches = "true")
class HundredThousandModuleTest {

    private static final int ROWS = 100_000;
    private static final int FALSEHOODS = 1_000;

    @Test
    void aDayOfAHundredThousandWithAThousandFalsehoods() {
        var world = new Generated(2026, ROWS, FALSEHOODS);
        var expected = new TreeSet<>(world.expected);
        try (var rig = new ReconciliationRig(world)) {
            var theirs = ReconciliationRig.file(world.theirs());
            var bank = ReconciliationRig.file(world.bank());
            long began = System.nanoTime();
            get(rig.add(Book.THEIRS, theirs, null));
            long first = System.nanoTime();
            get(rig.add(Book.BANK, bank, null));
            long second = System.nanoTime();
            var summary = rig.run();
            long ended = System.nanoTime();

            var found = rig.open(world);
            var missed = new TreeSet<>(expected);
            missed.removeAll(found);
            var invented = new TreeSet<>(found);
            invented.removeAll(expected);
            System.out.printf(
                    "MEASURED %,d payments, %,d falsehoods: found %,d, missed %,d, invented %,d;"
                            + " our book and their file %,d ms, the bank's %,d ms, comparing %,d items %,d ms,"
                            + " together %,d ms; heap at most %,d MiB%n",
                    ROWS,
                    expected.size(),
                    found.size(),
                    missed.size(),
                    invented.size(),
                    millis(began, first),
                    millis(first, second),
                    summary.items(),
                    millis(second, ended),
                    millis(began, ended),
                    Runtime.getRuntime().maxMemory() >> 20);
            System.out.printf(
                    "MEASURED peaks of the heap's pools: %s%n",
                    ManagementFactory.getMemoryPoolMXBeans().stream()
                            .filter(pool -> pool.getType() == MemoryType.HEAP)
                            .map(pool ->
                                    pool.getName() + " " + (pool.getPeakUsage().getUsed() >> 20) + " MiB")
                            .toList());
            assertThat(missed).isEmpty();
            assertThat(invented).isEmpty();
            assertThat(millis(began, ended)).isLessThanOrEqualTo(60_000);
        }
    }

    private static long millis(long from, long until) {
        return (until - from) / 1_000_000;
    }
}
