package gateway.platform.journal;

import gateway.platform.journal.Failure.UnknownCommit;
import gateway.platform.postgres.EndConnection;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One run of a batch: begin, lock, decide, write, commit. An unanswered COMMIT is an {@link UnknownCommit}. */
final class BatchTransaction {

    private final PartKinds kinds;
    private final BatchRead read;
    private final BatchWrite write;
    private final JournalSettings settings;

    BatchTransaction(PartKinds kinds, JournalSettings settings) {
        this.kinds = kinds;
        this.read = new BatchRead(kinds);
        this.write = new BatchWrite(kinds);
        this.settings = settings;
    }

    /**
     * Completes when the batch is durable, or when all of it was refused. Three round trips: what needs no answer in
     * between is sent together, and the server takes it in order.
     */
    Mono<Void> run(WriterConnection connection, UUID marker, List<Ticket> tickets) {
        var batch = new OpenBatch(kinds, tickets);
        return Flux.mergeSequential(
                        connection.connection().beginTransaction(), Mono.defer(() -> batch.lock(read, connection)))
                .then(Mono.fromCallable(batch::decide))
                .timeout(settings.batchTimeout())
                .flatMap(anything -> anything ? commit(connection, marker, batch) : rollback(connection.connection()))
                .onErrorResume(error -> rollback(connection.connection()).then(Mono.error(error)));
    }

    // After a failed write the server answers COMMIT by rolling back, so nothing half-written can become durable.
    private Mono<Void> commit(WriterConnection connection, UUID marker, OpenBatch batch) {
        return Flux.mergeSequential(
                        write.write(connection, marker, batch.rows()),
                        Mono.defer(() -> Mono.from(connection.connection().commitTransaction())))
                .then()
                .timeout(settings.commitTimeout())
                .onErrorMap(error -> !Failure.isAnswer(error), error -> new UnknownCommit(marker, error))
                .onErrorMap(BatchWrite::isSurprise, error -> new IllegalStateException("Rolled back", error));
    }

    // The error that led here is what matters; a connection that cannot roll back is closed, and so replaced.
    private static Mono<Void> rollback(Connection connection) {
        return Mono.from(connection.rollbackTransaction())
                .timeout(Duration.ofSeconds(1))
                .onErrorResume(_ -> EndConnection.apart(connection)
                        .timeout(Duration.ofSeconds(1))
                        .onErrorComplete());
    }
}
