package gateway.platform.journal;

import gateway.platform.journal.Failure.UnknownCommit;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** One run of a batch: begin, lock, decide, write, commit. An unanswered COMMIT is an {@link UnknownCommit}. */
final class BatchTransaction {

    private final PartKinds kinds;
    private final BatchStatement statement;
    private final JournalSettings settings;

    BatchTransaction(PartKinds kinds, BatchStatement statement, JournalSettings settings) {
        this.kinds = kinds;
        this.statement = statement;
        this.settings = settings;
    }

    /** Completes when the batch is durable, or when all of it was refused. */
    Mono<Void> run(Connection connection, UUID marker, List<Ticket> tickets) {
        var batch = new OpenBatch(kinds, tickets);
        return Mono.from(connection.beginTransaction())
                .then(Mono.defer(() -> batch.lock(connection)))
                .then(Mono.fromCallable(batch::decide))
                .flatMap(anything -> anything ? write(connection, marker, batch) : Mono.just(false))
                .timeout(settings.batchTimeout())
                .onErrorResume(error -> rollback(connection).then(Mono.error(error)))
                .flatMap(written -> written ? commit(connection, marker) : rollback(connection));
    }

    private Mono<Boolean> write(Connection connection, UUID marker, OpenBatch batch) {
        return statement.write(connection, marker, batch.rows()).thenReturn(true);
    }

    private Mono<Void> commit(Connection connection, UUID marker) {
        return Mono.from(connection.commitTransaction())
                .timeout(settings.commitTimeout())
                .onErrorMap(error -> !Failure.isAnswer(error), error -> new UnknownCommit(marker, error));
    }

    // The error that led here is what matters; a connection that cannot roll back is closed, and so replaced.
    private static Mono<Void> rollback(Connection connection) {
        return Mono.from(connection.rollbackTransaction())
                .timeout(Duration.ofSeconds(1))
                .onErrorResume(_ -> Mono.from(connection.close())
                        .timeout(Duration.ofSeconds(1))
                        .onErrorComplete());
    }
}
