package gateway.compliance.monitoring;

import gateway.compliance.Movement;
import gateway.compliance.RecordMovements;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Appends movements with one statement a batch. Never refuses, reads nothing and locks nothing. */
@Component
class MovementWriter implements PartWriter<RecordMovements> {

    private static final String INSERT = """
            insert into compliance.movement
                   (shard, customer, at, payment, direction, amount_minor, counterparty, country, category)
            select u.shard, u.customer, u.at, u.payment, u.direction, u.amount, u.counterparty,
                   nullif(u.country, ''), nullif(u.category, '')
              from unnest(?::smallint[], ?::uuid[], ?::timestamptz[], ?::uuid[], ?::text[], ?::bigint[], ?::uuid[],
                          ?::text[], ?::text[])
                   u(shard, customer, at, payment, direction, amount, counterparty, country, category)
            """;

    @Override
    public Class<RecordMovements> kind() {
        return RecordMovements.class;
    }

    @Override
    public int order() {
        return 2_100;
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
    public Moved open(List<RecordMovements> parts) {
        return new Moved();
    }

    /** The batch's movements. */
    static final class Moved implements Batch<RecordMovements> {

        private final List<Movement> all = new ArrayList<>();

        @Override
        public List<List<Object>> asks() {
            return List.of();
        }

        @Override
        public void found(int read, FoundRow row) {
            throw new IllegalStateException("Nothing is read");
        }

        @Override
        public @Nullable Refusal check(RecordMovements part) {
            return null;
        }

        @Override
        public void apply(RecordMovements part) {
            all.addAll(part.movements());
        }

        @Override
        public List<Rows> rows() {
            return List.of(new Rows(
                    all.size(),
                    List.of(
                            array(it -> (short) it.customer().shard(), Short[]::new),
                            array(it -> it.customer().value(), UUID[]::new),
                            array(Movement::at, Instant[]::new),
                            array(Movement::payment, UUID[]::new),
                            array(it -> it.direction().name(), String[]::new),
                            array(it -> it.amount().minor(), Long[]::new),
                            array(Movement::counterparty, UUID[]::new),
                            array(it -> it.country() == null ? "" : it.country(), String[]::new),
                            array(it -> it.category() == null ? "" : it.category(), String[]::new))));
        }

        private <R> R[] array(Function<Movement, R> value, IntFunction<R[]> made) {
            return all.stream().map(value).toArray(made);
        }
    }
}
