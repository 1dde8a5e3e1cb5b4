package gateway.operators.paynet;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.operators.ManyTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A statement has everything of its time, or is none: half of one would look like a whole one. */
class PaynetStatementTest {

    private static final int MOST = 3;
    private static final Instant FROM = Instant.parse("2026-11-27T00:00:00Z");

    private static PaynetAnswer asked(int count) {
        var settings = new PaynetSettings("paynet", null, "1", List.of(), 1, 2, MOST);
        var work = new PaynetWork(
                settings, null, null, new ManyTransactions(count), null, null, Clock.fixed(FROM, ZoneOffset.UTC));
        return work.answer(new PaynetMessage.Statement(FROM, FROM.plusSeconds(86_400)), null)
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void hasAllThatFitIntoIt() {
        assertThat(asked(MOST))
                .isInstanceOfSatisfying(
                        PaynetAnswer.Statement.class,
                        it -> assertThat(it.transactions()).hasSize(MOST));
    }

    @Test
    void isRefusedWhereThereAreMore() {
        assertThat(asked(MOST + 1)).isEqualTo(new PaynetAnswer.Failed(PaynetResponseCodes.DATE));
    }
}
