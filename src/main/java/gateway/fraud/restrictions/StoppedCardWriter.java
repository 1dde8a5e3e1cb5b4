package gateway.fraud.restrictions;

import gateway.fraud.NoteStoppedCard;
import gateway.platform.journal.Additions;
import gateway.platform.journal.PartWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes which uses of cards an order stopped; nothing of theirs is ever read or changed by a batch. */
@Component
class StoppedCardWriter implements PartWriter<NoteStoppedCard> {

    private static final String INSERT = """
            insert into fraud.stopped_card (restriction, message, card, amount_minor, currency, at)
            select *
              from unnest(?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[])
            on conflict do nothing
            """;

    StoppedCardWriter() {}

    @Override
    public Class<NoteStoppedCard> kind() {
        return NoteStoppedCard.class;
    }

    @Override
    public int order() {
        return 4_100;
    }

    @Override
    public List<Read> reads() {
        return List.of();
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT);
    }

    @Override
    public Batch<NoteStoppedCard> open(List<NoteStoppedCard> parts) {
        return new Stops();
    }

    /** The stops of one batch. */
    private static final class Stops extends Additions<NoteStoppedCard, NoteStoppedCard> {

        @Override
        protected List<NoteStoppedCard> added(NoteStoppedCard part) {
            return List.of(part);
        }

        @Override
        protected List<Object> columns() {
            return List.of(
                    column(NoteStoppedCard::order, String[]::new),
                    column(NoteStoppedCard::message, String[]::new),
                    column(NoteStoppedCard::card, UUID[]::new),
                    column(part -> part.amount().minor(), Long[]::new),
                    column(part -> part.amount().asset().code(), String[]::new),
                    column(NoteStoppedCard::at, Instant[]::new));
        }
    }
}
