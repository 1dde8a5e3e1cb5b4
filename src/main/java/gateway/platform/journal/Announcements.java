package gateway.platform.journal;

import static gateway.platform.journal.Columns.column;

import gateway.platform.journal.Announce.Event;
import gateway.shared.ids.TimeOrderedIds;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Puts events into the outbox. Never refuses and locks nothing. */
@Component
class Announcements implements AppendWriter<Announce, Event> {

    private static final String INSERT = """
            insert into platform.outbox (shard, id, subject, version, type, payload, customer, answers, answer_status)
            select u.shard, u.id, u.subject, u.version, u.type, u.payload, u.customer, u.answers, u.answer_status
              from unnest(?::smallint[], ?::uuid[], ?::uuid[], ?::integer[], ?::text[], ?::text[], ?::uuid[],
                          ?::text[], ?::smallint[])
                   u(shard, id, subject, version, type, payload, customer, answers, answer_status)
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
    public String insert() {
        return INSERT;
    }

    @Override
    public List<Event> added(Announce part) {
        return part.events();
    }

    @Override
    public List<Object> columns(List<Event> rows) {
        return List.of(
                column(rows, event -> (short) TimeOrderedIds.shardOf(event.subject()), Short[]::new),
                column(rows, Event::id, UUID[]::new),
                column(rows, Event::subject, UUID[]::new),
                column(rows, Event::version, Integer[]::new),
                column(rows, Event::type, String[]::new),
                column(rows, Event::payload, String[]::new),
                column(rows, Event::customer, UUID[]::new),
                column(
                        rows,
                        event -> event.answer() == null ? null : event.answer().key(),
                        String[]::new),
                column(
                        rows,
                        event -> event.answer() == null
                                ? null
                                : (short) event.answer().status(),
                        Short[]::new));
    }
}
