package gateway.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Stores;

/**
 * One thread is making a statement when another gives it up and ends the transaction, as a deadline does, or an error
 * beside it: whatever became of the statement is part of that transaction.
 */
class WholeConnectionModuleTest {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int ROUNDS = 500;
    private static final Duration MOMENTS = Duration.ofMillis(4);

    private final CountDownLatch making = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    private enum End {
        ROLLBACK(Connection::rollbackTransaction),
        ROLLBACK_TO_SAVEPOINT(connection -> connection.rollbackTransactionToSavepoint("before"));

        private final Function<Connection, Publisher<Void>> act;

        End(Function<Connection, Publisher<Void>> act) {
            this.act = act;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGivenUpWhileItIsMadeIsNotDoneAfterTheRollback(End end) throws Exception {
        var connection = Connected.to(Stores.emptyDatabase());
        run(connection, "create table given_up (content bytea)");
        Mono.from(connection.beginTransaction()).block(DEADLINE);
        Mono.from(connection.createSavepoint("before")).block(DEADLINE);

        var asker = new BaseSubscriber<Long>() {};
        var statement = Flux.from(connection
                        .createStatement("insert into given_up values ($1)")
                        .bind(0, slowly())
                        .execute())
                .flatMap(Result::getRowsUpdated);
        var other = Thread.ofPlatform().daemon().start(() -> statement.subscribe(asker));
        assertThat(making.await(10, TimeUnit.SECONDS)).isTrue();

        asker.cancel();
        var ended = Mono.from(end.act.apply(connection)).toFuture();
        assertThatThrownBy(() -> ended.get(300, TimeUnit.MILLISECONDS))
                .as("it waits for what is just being made")
                .isInstanceOf(TimeoutException.class);
        goesOn.countDown();
        assertThat(other.join(DEADLINE)).isTrue();
        ended.get(10, TimeUnit.SECONDS);
        Mono.from(connection.commitTransaction()).block(DEADLINE);

        assertThat(count(connection)).isZero();
        Mono.from(connection.close()).block(DEADLINE);
    }

    /** The same at any moment, before the statement begins until after it has ended. */
    @Test
    void nothingOutlivesItsRollbackWheneverItIsGivenUp() throws Exception {
        var connection = Connected.to(Stores.emptyDatabase());
        run(connection, "create table given_up (content bigint)");
        var numbers = LongStream.range(0, 2_000).boxed().toArray(Long[]::new);
        var moments = new SplittableRandom(1);

        for (int i = 0; i < ROUNDS; i++) {
            Mono.from(connection.beginTransaction()).block(DEADLINE);
            var asker = new BaseSubscriber<Long>() {};
            var statement = Flux.from(connection
                            .createStatement("insert into given_up select unnest($1::bigint[])")
                            .bind(0, numbers)
                            .execute())
                    .flatMap(Result::getRowsUpdated);
            var other = Thread.ofPlatform().daemon().start(() -> statement.subscribe(asker));
            var moment = System.nanoTime() + moments.nextLong(MOMENTS.toNanos());
            while (System.nanoTime() < moment) {
                Thread.onSpinWait();
            }
            asker.cancel();
            Mono.from(connection.rollbackTransaction()).block(DEADLINE);
            assertThat(other.join(DEADLINE)).isTrue();
        }

        assertThat(count(connection)).isZero();
        Mono.from(connection.close()).block(DEADLINE);
    }

    /** A parameter that is being made until it may go on. */
    private Blob slowly() {
        return Blob.from(Mono.fromSupplier(() -> {
            making.countDown();
            try {
                assertThat(goesOn.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return ByteBuffer.wrap(new byte[] {1});
        }));
    }

    private static void run(Connection connection, String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .flatMap(Result::getRowsUpdated)
                .blockLast(DEADLINE);
    }

    private static Long count(Connection connection) {
        return Objects.requireNonNull(Flux.from(connection
                        .createStatement("select count(*) from given_up")
                        .execute())
                .flatMap(result -> result.map(row -> row.get(0, Long.class)))
                .blockLast(DEADLINE));
    }
}
