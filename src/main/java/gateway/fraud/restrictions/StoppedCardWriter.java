package gateway.fraud.restrictions;

import static gateway.platform.journal.Columns.column;

import gateway.fraud.NoteStoppedCard;
import gateway.platform.journal.AppendWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes which uses of cards an order stopped; nothing of theirs is ever read or changed by a batch. */
@Component
class StoppedCardWriter implements AppendWriter<NoteStoppedCard, NoteStoppedCard> {

    // A name may come again when issuing has long forgotten it; the row stays as it was and still counts.
    private static final String INSERT = """
            insert into fraud.stopped_card (restriction, message, card, amount_minor, currency, at)
            select *
              from unnest(?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[])
                on conflict (restriction, message) do update set message = excluded.message
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
    public String insert() {
        return INSERT;
    }

    @Override
    public List<NoteStoppedCard> added(NoteStoppedCard part) {
        return List.of(part);
    }

    @Override
    public List<Object> columns(List<NoteStoppedCard> rows) {
        return List.of(
                column(rows, NoteStoppedCard::order, String[]::new),
                column(rows, NoteStoppedCard::message, String[]::new),
                column(rows, NoteStoppedCard::card, UUID[]::new),
                column(rows, part -> part.amount().minor(), Long[]::new),
                column(rows, part -> part.amount().asset().code(), String[]::new),
                column(rows, NoteStoppedCard::at, Instant[]::new));
    }
}
