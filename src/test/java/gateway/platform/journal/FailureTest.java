package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each error of the database means for its batch. */
class FailureTest {

    @ParameterizedTest
    @CsvSource({
        "23505, RACE",
        "40001, RACE",
        "40P01, RACE",
        "08006, LOST",
        "53300, LOST",
        "57P01, LOST",
        "57014, LOST",
        "55P03, LOST",
        "25P03, LOST",
        "25006, LOST",
        "58030, LOST",
        "23514, POISON",
        "22003, POISON",
        "42P01, POISON",
        "XX000, POISON"
    })
    void followsTheSqlState(String state, Failure expected) {
        assertThat(Failure.of(new R2dbcNonTransientResourceException("", state)))
                .isEqualTo(expected);
    }

    @Test
    void onlyTheDatabasesOwnNoIsAnAnswerToCommit() {
        assertThat(Failure.isAnswer(new R2dbcNonTransientResourceException("", "23514")))
                .isTrue();
        assertThat(Failure.isAnswer(new R2dbcNonTransientResourceException("", "40001")))
                .isTrue();
        assertThat(Failure.isAnswer(new R2dbcNonTransientResourceException("", "57P01")))
                .isFalse();
        assertThat(Failure.isAnswer(new R2dbcNonTransientResourceException("closed")))
                .isFalse();
        assertThat(Failure.isAnswer(new IllegalStateException("whatever"))).isFalse();
    }

    @Test
    void knowsErrorsWithoutState() {
        assertThat(Failure.of(new R2dbcNonTransientResourceException("closed"))).isEqualTo(Failure.LOST);
        assertThat(Failure.of(new IOException("reset"))).isEqualTo(Failure.LOST);
        assertThat(Failure.of(new TimeoutException())).isEqualTo(Failure.LOST);
        assertThat(Failure.of(new IllegalStateException("a bug"))).isEqualTo(Failure.NONSENSE);
        assertThat(Failure.of(
                        new IllegalStateException("Rolled back", new R2dbcNonTransientResourceException("", "22P02"))))
                .isEqualTo(Failure.POISON);
        assertThat(Failure.of(new Failure.UnknownCommit(new UUID(0, 0), new IOException())))
                .isEqualTo(Failure.UNKNOWN);
    }
}
