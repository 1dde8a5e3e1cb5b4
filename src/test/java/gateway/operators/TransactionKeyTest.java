package gateway.operators;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.operators.OperatorTransaction.TransactionKey;
import org.junit.jupiter.api.Test;

/** Rows are found by this for ever: another number from the same name would lose them. */
class TransactionKeyTest {

    @Test
    void aNameHasItsShardForEver() {
        var payme = new Operator("payme");

        assertThat(new TransactionKey(payme, "5305e3bab097f420a62ced0b").shard())
                .isEqualTo(11);
        assertThat(new TransactionKey(payme, "1").shard()).isEqualTo(12);
    }
}
