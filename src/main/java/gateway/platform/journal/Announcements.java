package gateway.platform.journal;

import gateway.platform.journal.Announce.Event;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.shared.ids.TimeOrderedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts events into the outbox. Never refuses and locks nothing. */
@Component
class Announcements implements PartWriter<Announce> {

    private static final String INSERT = """
            insert into platform.outbox (shard, id, subject, version, type, payload)
            select u.shard, u.id, u.subject, u.version, u.type, u.payload
              from unnest(?::smallint[], ?::uuid[], ?::uuid[], ?::integer[], ?::text[], ?::text[])
                   u(shard, id, subject, version, type, payload)
            """;

    @Override
    public Class<Announce> kind() {
        return Announce.class;
    }

    @Override
    public int order() {
        return 10_020;
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT);
    }

    @Override
    public List<Read> reads() {
        return List.of();
    }

    @Override
    public Events open(List<Announce> parts) {
        return new Events();
    }

    /** The batch's events in the order in which they became true. */
    static final class Events implements Batch<Announce> {

        private final List<Event> events = new ArrayList<>();

        @Override
        public List<List<Object>> asks() {
            return List.of();
        }

        @Override
        public void found(int read, FoundRow row) {
            throw new IllegalStateException("Nothing is read");
        }

        @Override
        public @Nullable Refusal check(Announce part) {
            return null;
        }

        @Override
        public void apply(Announce part) {
            events.addAll(part.events());
        }

        @Override
        public List<Rows> rows() {
            return List.of(new Rows(
                    events.size(),
                    List.of(
                            events.stream()
                                    .map(event -> (short) TimeOrderedIds.shardOf(event.subject()))
                                    .toArray(Short[]::new),
                            events.stream().map(Event::id).toArray(UUID[]::new),
                            events.stream().map(Event::subject).toArray(UUID[]::new),
                            events.stream().map(Event::version).toArray(Integer[]::new),
                            events.stream().map(Event::type).toArray(String[]::new),
                            events.stream().map(Event::payload).toArray(String[]::new))));
        }
    }
}
