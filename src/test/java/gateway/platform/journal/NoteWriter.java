package gateway.platform.journal;

import gateway.platform.journal.PartWriter.FoundRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Writes notes. A test can hold the batch at its lock. */
@Component
class NoteWriter implements PartWriter<Note> {

    private static final String INSERT = """
            insert into note (text, batch)
            select u.text, pg_current_xact_id()::text
              from unnest(?::text[]) u(text)
             where u.text <> 'lost'
            """;

    // Whoever holds the lock alone, keeps the batch waiting.
    private static final List<Read> READS = List.of(new Read("gate", "batch text", """
            select pg_current_xact_id()::text
              from pg_advisory_xact_lock_shared(4711)
            """));

    /** How many batches more hear what makes no sense. */
    final AtomicInteger nonsense = new AtomicInteger();

    /** The transaction of the last batch that had its locks. */
    volatile String lockedIn = "";

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
    public List<Read> reads() {
        return READS;
    }

    @Override
    public Notes open(List<Note> parts) {
        return new Notes();
    }

    final class Notes implements Batch<Note> {

        private final List<String> texts = new ArrayList<>();

        @Override
        public List<List<Object>> asks() {
            return List.of(List.of());
        }

        @Override
        public void found(int read, FoundRow row) {
            if (nonsense.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalArgumentException("metadata must not be null");
            }
            lockedIn = Objects.requireNonNull(row.get(0, String.class));
        }

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
