package gateway.crossborder;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.shared.ids.RemittanceId;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Names that banks abroad can read, each once. */
class NamesTest {

    @Test
    void areDifferentForEveryRemittanceAndTheSameEveryTime() {
        var ids = new TimeOrderedIds(() -> Instant.parse("2026-05-22T06:00:00Z"), new Random(3));
        var names = new HashSet<Object>();

        for (int i = 0; i < 20_000; i++) {
            var id = new RemittanceId(ids.next(i % TimeOrderedIds.SHARDS));
            assertThat(names.add(Names.instruction(id))).isTrue();
            assertThat(names.add(Names.uetr(id))).isTrue();
            assertThat(Names.instruction(id)).matches("R[0-9A-Z]{15}").isEqualTo(Names.instruction(id));
            assertThat(Names.recall(id)).matches("C[0-9A-Z]{15}");
            assertThat(Names.uetr(id).version()).isEqualTo(4);
            assertThat(Names.uetr(id).variant()).isEqualTo(2);
        }
    }

    @Test
    void aRemittanceLeadsBackToItsQuote() {
        var quote = RemittanceExamples.quote();

        assertThat(Quote.of(quote.remittance())).isEqualTo(quote.id());
    }
}
