package gateway.platform.journal;

import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes notes. A test can hold the batch at its lock, or do something to it there. */
@Component
class NoteWriter implements PartWriter<Note> {

    private static final String INSERT = """
            insert into note (text, batch)
            select u.text, pg_current_xact_id()::text
              from unnest(?::text[]) u(text)
             where u.text <> 'lost'
            """;

    /** What happens, once for each batch, between the locks and the decisions. */
    final AtomicReference<java.util.function.Function<Connection, Mono<Void>>> atLock =
            new AtomicReference<>(_ -> Mono.empty());

    static void createTable(DatabaseClient database) {
        database.sql("create table note (text text check (text <> 'poison'), batch text)")
                .then()
                .block();
    }

    @Override
    public Class<Note> kind() {
        return Note.class;
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT);
    }

    @Override
    public Publisher<Notes> lock(Connection connection, List<Note> parts) {
        return Mono.defer(() -> atLock.get().apply(connection)).then(Mono.fromSupplier(Notes::new));
    }

    static final class Notes implements Batch<Note> {

        private final List<String> texts = new ArrayList<>();

        @Override
        public @Nullable Refusal check(Note part) {
            return part.equals(Note.REFUSED) ? new Note.NotWanted() : null;
        }

        @Override
        public void apply(Note part) {
            texts.add(part.text());
        }

        @Override
        public List<Rows> rows() {
            return List.of(new Rows(texts.size(), List.of((Object) texts.toArray(String[]::new))));
        }
    }
}
