package gateway.platform.postgres;

import io.r2dbc.spi.Readable;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads rows that one statement took to be worked on. Each has a column {@code id}. */
public final class DueRows {

    private static final Logger LOG = LoggerFactory.getLogger(DueRows.class);

    private DueRows() {}

    /**
     * In the statement's order, once it has committed: whoever works on a row while others are still to be read waits
     * for its own lock. A row that makes no sense is logged and left out, so that it keeps no other from being
     * finished.
     */
    public static <T> Flux<T> taken(DatabaseClient.GenericExecuteSpec statement, Function<Readable, T> read) {
        return statement
                .map(row -> readable(row, read))
                .all()
                .collectList()
                .flatMapIterable(all -> all)
                .flatMap(Mono::justOrEmpty, 1);
    }

    private static <T> Optional<T> readable(Readable row, Function<Readable, T> read) {
        try {
            return Optional.of(read.apply(row));
        } catch (RuntimeException fault) {
            LOG.error("{} cannot be read; a person has to look at it", row.get("id"), fault);
            return Optional.empty();
        }
    }
}
