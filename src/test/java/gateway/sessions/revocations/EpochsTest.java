package gateway.sessions.revocations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EpochsTest {

    @Property(tries = 100_000)
    void aTokenCountsOnlyWhileItIsNewerThanEveryRevocation(
            @ForAll @LongRange(min = -2, max = 12) long token,
            @ForAll @Size(6) List<@LongRange(min = 0, max = 12) Long> scopes) {
        var revoked = Epochs.revoked(token, Epochs.effective(scopes.stream().mapToLong(it -> it)));

        var expected = token <= 0 || scopes.stream().anyMatch(epoch -> epoch >= token);
        assertThat(revoked).isEqualTo(expected);
    }

    @Property(tries = 10_000)
    void aNewRevocationNeverBringsATokenBack(
            @ForAll @LongRange(min = 1, max = 12) long token,
            @ForAll @Size(6) List<@LongRange(min = 0, max = 12) Long> scopes,
            @ForAll @LongRange(min = 0, max = 12) long another) {
        var before = Epochs.effective(scopes.stream().mapToLong(it -> it));
        var after = Epochs.effective(LongStream.concat(scopes.stream().mapToLong(it -> it), LongStream.of(another)));

        assertThat(Epochs.revoked(token, after) || !Epochs.revoked(token, before))
                .isTrue();
    }

    @Test
    void aTokenAsOldAsTheRevocationIsRevoked() {
        assertThat(Epochs.revoked(7, 7)).isTrue();
    }

    @Test
    void aTokenWithoutAnEpochNeverCounts() {
        assertThat(Epochs.revoked(0, 0)).isTrue();
        assertThat(Epochs.revoked(-1, 0)).isTrue();
    }

    @Test
    void neverRevokedIsZero() {
        assertThat(Epochs.effective(LongStream.empty())).isZero();
        assertThat(Epochs.revoked(1, 0)).isFalse();
    }
}
