package gateway.compliance.monitoring;

import gateway.compliance.Movement;
import gateway.compliance.RecordMovements;
import gateway.platform.journal.Additions;
import gateway.platform.journal.PartWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Appends movements with one statement a batch. Never refuses, reads nothing and locks nothing. */
@Component
class MovementWriter implements PartWriter<RecordMovements> {

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
    public List<Read> reads() {
        return List.of();
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT);
    }

    @Override
    public Batch<RecordMovements> open(List<RecordMovements> parts) {
        return new Moved();
    }

    /** The batch's movements. */
    private static final class Moved extends Additions<RecordMovements, Movement> {

        @Override
        protected List<Movement> added(RecordMovements part) {
            return part.movements();
        }

        @Override
        protected List<Object> columns() {
            return List.of(
                    column(it -> (short) it.customer().shard(), Short[]::new),
                    column(it -> it.customer().value(), UUID[]::new),
                    column(Movement::at, Instant[]::new),
                    column(Movement::payment, UUID[]::new),
                    column(it -> it.direction().name(), String[]::new),
                    column(it -> it.amount().minor(), Long[]::new),
                    column(it -> it.amount().asset().code(), String[]::new),
                    column(Movement::counterparty, UUID[]::new),
                    column(it -> it.country() == null ? "" : it.country(), String[]::new),
                    column(it -> it.category() == null ? "" : it.category(), String[]::new));
        }
    }
}
