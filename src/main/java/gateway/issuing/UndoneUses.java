package gateway.issuing;

import static gateway.platform.postgres.Columns.required;

import gateway.issuing.Authorisation.State;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** What was approved of issued cards and came to nothing, for who replays decisions; reads the whole table. */
public final class UndoneUses {

    private static final String UNDONE = """
        select id, version
          from issuing.authorisation
         where counted_at >= :since and state in (:states)
        """;

    private static final List<String> STATES = List.of(State.REVERSED.code(), State.LAPSED.code());

    private final DatabaseClient database;

    public UndoneUses(DatabaseClient database) {
        this.database = database;
    }

    /** The ids under which all steps of it counted. */
    public Flux<UUID> since(Instant moment) {
        return database.sql(UNDONE)
                .bind("since", moment)
                .bind("states", STATES)
                .map(UndoneUses::steps)
                .all()
                .flatMapIterable(ids -> ids);
    }

    private static List<UUID> steps(Readable row) {
        return Authorisation.everCounted(required(row, "id", UUID.class), required(row, "version", Integer.class));
    }
}
