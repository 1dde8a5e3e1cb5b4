package gateway.processors.correspondent.sending;

import static gateway.platform.journal.Columns.column;

import gateway.platform.journal.PartWriter.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A message as it is stored. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Row(String id, String correspondent, UUID uetr, String definition, byte[] facts, byte[] body, Instant at) {

    static final String WRITE = """
            insert into correspondents.outgoing (id, correspondent, uetr, definition, facts, body, created_at, state,
                                                 next_try_at)
            select u.id, u.correspondent, u.uetr, u.definition, u.facts, u.body, u.at, 'waiting', u.at
              from unnest(?::text[], ?::text[], ?::uuid[], ?::text[], ?::bytea[], ?::bytea[], ?::timestamptz[])
                   u(id, correspondent, uetr, definition, facts, body, at)
            """;

    static Rows of(List<Row> all) {
        return new Rows(
                all.size(),
                List.of(
                        column(all, Row::id, String[]::new),
                        column(all, Row::correspondent, String[]::new),
                        column(all, Row::uetr, UUID[]::new),
                        column(all, Row::definition, String[]::new),
                        column(all, Row::facts, byte[][]::new),
                        column(all, Row::body, byte[][]::new),
                        column(all, Row::at, Instant[]::new)));
    }
}
