package gateway.fraud.velocity;

import static gateway.platform.journal.Columns.column;

import gateway.fraud.Attempt;
import gateway.platform.journal.AppendWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a batch's attempts with one statement. */
@Component
class AttemptWriter implements AppendWriter<RecordAttempt, RecordAttempt> {

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
    public String insert() {
        return INSERT;
    }

    @Override
    public List<RecordAttempt> added(RecordAttempt part) {
        return List.of(part);
    }

    @Override
    public List<Object> columns(List<RecordAttempt> rows) {
        return List.of(
                column(rows, it -> (short) it.attempt().payment().shard(), Short[]::new),
                column(rows, it -> it.attempt().payment().value(), UUID[]::new),
                column(rows, it -> it.attempt().at(), Instant[]::new),
                column(rows, it -> String.valueOf(it.counted()), String[]::new),
                column(rows, it -> it.attempt().payer().customer().value(), UUID[]::new),
                column(rows, it -> it.attempt().device().id().value(), UUID[]::new),
                column(rows, it -> card(it.attempt()), UUID[]::new),
                column(rows, it -> it.attempt().payee().id(), UUID[]::new),
                column(rows, it -> it.attempt().amount().minor(), Long[]::new),
                column(rows, it -> it.attempt().amount().asset().code(), String[]::new),
                column(rows, it -> it.verdict().code(), String[]::new),
                column(rows, RecordAttempt::features, String[]::new),
                column(rows, RecordAttempt::findings, String[]::new));
    }

    private static @Nullable UUID card(Attempt it) {
        var card = it.card();
        return card == null ? null : card.id().value();
    }
}
