package gateway.compliance.monitoring;

import static gateway.platform.journal.Columns.column;

import gateway.compliance.Movement;
import gateway.compliance.RecordMovements;
import gateway.platform.journal.AppendWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Appends movements with one statement a batch. Never refuses, reads nothing and locks nothing. */
@Component
class MovementWriter implements AppendWriter<RecordMovements, Movement> {

    private static final String INSERT = """
            insert into compliance.movement
                   (shard, customer, at, payment, direction, amount_minor, moved_minor, moved_currency, counterparty,
                    country, category)
            select u.shard, u.customer, u.at, u.payment, u.direction,
                   case when u.currency = 'UZS' then u.amount end,
                   case when u.currency <> 'UZS' then u.amount end, nullif(u.currency, 'UZS'),
                   u.counterparty, nullif(u.country, ''), nullif(u.category, '')
              from unnest(?::smallint[], ?::uuid[], ?::timestamptz[], ?::uuid[], ?::text[], ?::bigint[], ?::text[],
                          ?::uuid[], ?::text[], ?::text[])
                   u(shard, customer, at, payment, direction, amount, currency, counterparty, country, category)
            """;

    @Override
    public Class<RecordMovements> kind() {
        return RecordMovements.class;
    }

    @Override
    public int order() {
        return 2_200;
    }

    @Override
    public String insert() {
        return INSERT;
    }

    @Override
    public List<Movement> added(RecordMovements part) {
        return part.movements();
    }

    @Override
    public List<Object> columns(List<Movement> rows) {
        return List.of(
                column(rows, it -> (short) it.customer().shard(), Short[]::new),
                column(rows, it -> it.customer().value(), UUID[]::new),
                column(rows, Movement::at, Instant[]::new),
                column(rows, Movement::payment, UUID[]::new),
                column(rows, it -> it.direction().name(), String[]::new),
                column(rows, it -> it.amount().minor(), Long[]::new),
                column(rows, it -> it.amount().asset().code(), String[]::new),
                column(rows, Movement::counterparty, UUID[]::new),
                column(rows, it -> it.country() == null ? "" : it.country(), String[]::new),
                column(rows, it -> it.category() == null ? "" : it.category(), String[]::new));
    }
}
