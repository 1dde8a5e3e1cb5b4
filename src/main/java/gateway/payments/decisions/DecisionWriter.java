package gateway.payments.decisions;

import static gateway.platform.journal.Columns.column;

import gateway.platform.journal.AppendWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes decisions; nothing of theirs is ever read or changed by a batch. */
@Component
class DecisionWriter implements AppendWriter<RecordDecision, RecordDecision> {

    private static final String INSERT = """
            insert into payments.decision (shard, payment, step, customer, at, outcome, judgements, about, subject)
            select *
              from unnest(?::smallint[], ?::uuid[], ?::smallint[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[],
                          ?::text[], ?::uuid[])
            """;

    DecisionWriter() {}

    @Override
    public Class<RecordDecision> kind() {
        return RecordDecision.class;
    }

    @Override
    public int order() {
        return 3_000;
    }

    @Override
    public String insert() {
        return INSERT;
    }

    @Override
    public List<RecordDecision> added(RecordDecision part) {
        return List.of(part);
    }

    @Override
    public List<Object> columns(List<RecordDecision> rows) {
        return List.of(
                column(rows, part -> (short) part.payment().shard(), Short[]::new),
                column(rows, part -> part.payment().value(), UUID[]::new),
                column(rows, part -> (short) part.step(), Short[]::new),
                column(rows, part -> part.customer().value(), UUID[]::new),
                column(rows, RecordDecision::at, Instant[]::new),
                column(rows, part -> part.outcome().code(), String[]::new),
                column(rows, part -> DecisionText.write(part.judgements()), String[]::new),
                column(rows, part -> part.about().kind().code(), String[]::new),
                column(rows, part -> part.about().subject(), UUID[]::new));
    }
}
