package sandbox.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

/** The same sentences about the simulation's models and about the real servers, so that the models cannot drift. */
class ModelsModuleTest {

    private static Database database;
    private static RedisClient redis;

    @BeforeAll
    static void start() {
        // Nothing of the model runs by itself here: the agenda is turned by hand.
        database = Stores.database();
        redis = RedisClient.create(Stores.redis().toString());
    }

    @AfterAll
    static void stop() {
        redis.shutdown();
    }

    /** Which of the two is asked. */
    enum Which {
        MODEL,
        REAL;

        Tables tables() {
            return this == MODEL ? new Models.ModelTables() : new Servers.RealTables(database);
        }

        Memory memory() {
            return this == MODEL
                    ? new Models.ModelMemory()
                    : new Servers.RealMemory(redis.connect().sync());
        }
    }

    /** What the simulation needs of PostgreSQL. */
    interface Tables {

        Transaction begin();
    }

    /** A transaction. */
    interface Transaction {

        /** Whether it is held now; without waiting. */
        boolean locks(long key, boolean shared);

        /** Its epoch. */
        long revokes(String subject);

        /** The highest epoch of what it sees of the subject. */
        long sees(String subject);

        /** The horizon, then what is new since then. */
        List<String> since(String horizon);

        void commits();

        void rollsBack();
    }

    /** What the simulation needs of Redis. */
    interface Memory {

        boolean first(String key, long millis);

        void passes(long millis);

        String append(String message);

        List<String> after(String id);

        void loses();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotCommittedIsSeenByItsOwnTransactionOnly(Which which) {
        var tables = which.tables();
        var subject = "ses_" + UUID.randomUUID();
        var one = tables.begin();
        var other = tables.begin();
        long epoch = one.revokes(subject);

        assertThat(one.sees(subject)).isEqualTo(epoch);
        assertThat(other.sees(subject)).isZero();
        one.commits();
        assertThat(other.sees(subject))
                .as("each statement sees what is committed by then")
                .isEqualTo(epoch);
        other.rollsBack();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRolledBackWasNeverThereAndItsNumberIsNotGivenAgain(Which which) {
        var tables = which.tables();
        var subject = "ses_" + UUID.randomUUID();
        var one = tables.begin();
        long lost = one.revokes(subject);
        one.rollsBack();
        var other = tables.begin();

        assertThat(other.sees(subject)).isZero();
        assertThat(other.revokes(subject)).isGreaterThan(lost);
        other.rollsBack();
    }

    @ParameterizedTest
    @EnumSource
    void whatCommitsLateIsFoundFromTheHorizonOn(Which which) {
        var tables = which.tables();
        var late = "ses_" + UUID.randomUUID();
        var early = "ses_" + UUID.randomUUID();
        var slow = tables.begin();
        slow.revokes(late);
        var quick = tables.begin();
        quick.revokes(early);
        quick.commits();
        var before = tables.begin();
        var first = before.since("0");
        before.commits();
        slow.commits();
        var after = tables.begin();

        assertThat(first).contains(early).doesNotContain(late);
        assertThat(after.since(first.getFirst())).contains(late);
        after.commits();
    }

    @ParameterizedTest
    @EnumSource
    void aLockIsSharedOrHeldAloneUntilTheTransactionEnds(Which which) {
        var tables = which.tables();
        long key = UUID.randomUUID().getMostSignificantBits();
        var one = tables.begin();
        var other = tables.begin();

        assertThat(one.locks(key, true)).isTrue();
        assertThat(other.locks(key, true)).isTrue();
        other.rollsBack();
        var third = tables.begin();
        assertThat(one.locks(key, false)).as("alone, once nobody else shares").isTrue();
        assertThat(one.locks(key, false)).as("what is held is held again").isTrue();
        assertThat(third.locks(key, true)).isFalse();
        one.commits();
        var fourth = tables.begin();
        third.rollsBack();
        assertThat(fourth.locks(key, false)).isTrue();
        fourth.rollsBack();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsSetOnceUntilItExpires(Which which) {
        var memory = which.memory();
        var key = "model:" + UUID.randomUUID();

        assertThat(memory.first(key, 60_000)).isTrue();
        assertThat(memory.first(key, 60_000)).isFalse();
        var brief = "model:" + UUID.randomUUID();
        assertThat(memory.first(brief, 30)).isTrue();
        memory.passes(40);
        assertThat(memory.first(brief, 30)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aStreamIsReadFromAPositionOnAlsoAfterItWasLost(Which which) {
        var memory = which.memory();
        var first = memory.append("one");
        var second = memory.append("two");

        assertThat(memory.after(first)).containsExactly("two");
        assertThat(memory.after(second)).isEmpty();
        memory.loses();
        assertThat(memory.after("0-0")).isEmpty();
        memory.passes(2);
        memory.append("three");
        assertThat(memory.after(second)).as("positions follow the clock").containsExactly("three");
    }
}
