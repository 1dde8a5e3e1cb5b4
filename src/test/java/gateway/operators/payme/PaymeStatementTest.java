package gateway.operators.payme;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.operators.ManyTransactions;
import gateway.operators.payme.PaymeAnswers.Answer;
import gateway.operators.payme.PaymeResponseCodes.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A statement has everything of its time, or is none: half of one would look like a whole one. */
class PaymeStatementTest {

    private static final int MOST = 3;
    private static final Instant FROM = Instant.parse("2026-11-27T00:00:00Z");

    private static Answer asked(int count) {
        var settings = new PaymeSettings(null, List.of(), 1, 2, Duration.ofHours(12), MOST);
        var work = new PaymeWork(
                settings, null, null, new ManyTransactions(count), null, null, Clock.fixed(FROM, ZoneOffset.UTC));
        return work.answer(new PaymeMessage.Statement(FROM, FROM.plusSeconds(86_400)), null)
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void hasAllThatFitIntoIt() {
        assertThat(asked(MOST))
                .isInstanceOfSatisfying(
                        Answer.Result.class,
                        it -> assertThat(it.result().path("transactions")).hasSize(MOST));
    }

    @Test
    void isRefusedWhereThereAreMore() {
        assertThat(asked(MOST + 1)).isEqualTo(new Answer.Failed(Refusal.of(PaymeResponseCodes.PERIOD, "to")));
    }
}
