package sandbox.simulation;

import org.junit.jupiter.api.BeforeAll;

/** The contract for the simulation's model. */
class ModelMoneyTest extends MoneyContract {

    private static MoneyBench bench;

    @BeforeAll
    static void start() {
        bench = new ModelBench(1);
    }

    @Override
    MoneyBench bench() {
        return bench;
    }
}
