package gateway.fraud.velocity;

import gateway.fraud.Attempt;
import gateway.platform.journal.Additions;
import gateway.platform.journal.PartWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
    private static final class Attempts extends Additions<RecordAttempt, RecordAttempt> {

        @Override
        protected List<RecordAttempt> added(RecordAttempt part) {
            return List.of(part);
        }

        @Override
        protected List<Object> columns() {
            return List.of(
                    column(it -> (short) it.attempt().payment().shard(), Short[]::new),
                    column(it -> it.attempt().payment().value(), UUID[]::new),
                    column(it -> it.attempt().at(), Instant[]::new),
                    column(it -> String.valueOf(it.counted()), String[]::new),
                    column(it -> it.attempt().payer().customer().value(), UUID[]::new),
                    column(it -> it.attempt().device().id().value(), UUID[]::new),
                    column(it -> card(it.attempt()), UUID[]::new),
                    column(it -> it.attempt().payee().id(), UUID[]::new),
                    column(it -> it.attempt().amount().minor(), Long[]::new),
                    column(it -> it.attempt().amount().asset().code(), String[]::new),
                    column(it -> it.verdict().code(), String[]::new),
                    column(RecordAttempt::features, String[]::new),
                    column(RecordAttempt::findings, String[]::new));
        }

        private static @Nullable UUID card(Attempt it) {
            var card = it.card();
            return card == null ? null : card.id().value();
        }
    }
}
