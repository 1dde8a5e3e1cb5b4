package sandbox.simulation;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract for the product's journal over PostgreSQL. */
class ServerMoneyModuleTest extends MoneyContract {

    private static MoneyBench bench;

    @BeforeAll
    static void start() {
        bench = new ServerBench(Material.BEGIN);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Override
    MoneyBench bench() {
        return bench;
    }
}
