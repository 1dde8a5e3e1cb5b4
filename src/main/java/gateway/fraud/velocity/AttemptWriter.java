package gateway.fraud.velocity;

import gateway.fraud.Attempt;
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

/** Writes a batch's attempts with one statement. */
@Component
class AttemptWriter implements PartWriter<RecordAttempt> {

    private static final String INSERT = """
            insert into fraud.attempt (shard, id, at, counted, customer, device, card, payee, minor, currency,
                                       verdict, features, findings)
            select shard, id, at, counted::boolean, customer, device, card, payee, minor, currency,
                   verdict, features, findings
              from unnest(?::smallint[], ?::uuid[], ?::timestamptz[], ?::text[], ?::uuid[], ?::uuid[], ?::uuid[],
                          ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                   as t(shard, id, at, counted, customer, device, card, payee, minor, currency,
                        verdict, features, findings)
            """;

    AttemptWriter() {}

    @Override
    public Class<RecordAttempt> kind() {
        return RecordAttempt.class;
    }

    /** Locks nothing that anybody waits for. */
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
    public Batch<RecordAttempt> open(List<RecordAttempt> parts) {
        return new Attempts();
    }

    /** The attempts of one batch. */
    private static final class Attempts implements Batch<RecordAttempt> {

        private final List<RecordAttempt> applied = new ArrayList<>();

        @Override
        public List<List<Object>> asks() {
            return List.of();
        }

        @Override
        public void found(int read, FoundRow row) {
            throw new IllegalStateException("Nothing is read");
        }

        @Override
        public @Nullable Refusal check(RecordAttempt part) {
            return null;
        }

        @Override
        public void apply(RecordAttempt part) {
            applied.add(part);
        }

        @Override
        public List<Rows> rows() {
            return List.of(new Rows(
                    applied.size(),
                    List.of(
                            attempts(it -> (short) it.payment().shard(), Short[]::new),
                            attempts(it -> it.payment().value(), UUID[]::new),
                            attempts(Attempt::at, Instant[]::new),
                            parts(it -> String.valueOf(it.counted())),
                            attempts(it -> it.payer().customer().value(), UUID[]::new),
                            attempts(it -> it.device().id().value(), UUID[]::new),
                            attempts(Attempts::card, UUID[]::new),
                            attempts(it -> it.payee().id(), UUID[]::new),
                            attempts(it -> it.amount().minor(), Long[]::new),
                            attempts(it -> it.amount().asset().code(), String[]::new),
                            parts(it -> it.verdict().code()),
                            parts(RecordAttempt::features),
                            parts(RecordAttempt::findings))));
        }

        private static @Nullable UUID card(Attempt it) {
            var card = it.card();
            return card == null ? null : card.id().value();
        }

        private <T extends @Nullable Object> T[] attempts(Function<Attempt, T> value, IntFunction<T[]> made) {
            return applied.stream().map(RecordAttempt::attempt).map(value).toArray(made);
        }

        private String[] parts(Function<RecordAttempt, String> value) {
            return applied.stream().map(value).toArray(String[]::new);
        }
    }
}
