package gateway.platform.journal;

import gateway.platform.journal.Announce.Event;
import gateway.shared.ids.TimeOrderedIds;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Puts events into the outbox. Never refuses and locks nothing. */
@Component
class Announcements implements PartWriter<Announce> {

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
    public List<String> writes() {
        return List.of(INSERT);
    }

    @Override
    public List<Read> reads() {
        return List.of();
    }

    @Override
    public Batch<Announce> open(List<Announce> parts) {
        return new Events();
    }

    /** The batch's events in the order in which they became true. */
    private static final class Events extends Additions<Announce, Event> {

        @Override
        protected List<Event> added(Announce part) {
            return part.events();
        }

        @Override
        protected List<Object> columns() {
            return List.of(
                    column(event -> (short) TimeOrderedIds.shardOf(event.subject()), Short[]::new),
                    column(Event::id, UUID[]::new),
                    column(Event::subject, UUID[]::new),
                    column(Event::version, Integer[]::new),
                    column(Event::type, String[]::new),
                    column(Event::payload, String[]::new),
                    column(Event::customer, UUID[]::new),
                    column(
                            event -> event.answer() == null
                                    ? null
                                    : event.answer().key(),
                            String[]::new),
                    column(
                            event -> event.answer() == null
                                    ? null
                                    : (short) event.answer().status(),
                            Short[]::new));
        }
    }
}
