package gateway.payments.decisions;

import gateway.platform.journal.Additions;
import gateway.platform.journal.PartWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes decisions; nothing of theirs is ever read or changed by a batch. */
@Component
class DecisionWriter implements PartWriter<RecordDecision> {

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
    public List<Read> reads() {
        return List.of();
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT);
    }

    @Override
    public Batch<RecordDecision> open(List<RecordDecision> parts) {
        return new Decisions();
    }

    /** The decisions of one batch. */
    private static final class Decisions extends Additions<RecordDecision, RecordDecision> {

        @Override
        protected List<RecordDecision> added(RecordDecision part) {
            return List.of(part);
        }

        @Override
        protected List<Object> columns() {
            return List.of(
                    column(part -> (short) part.payment().shard(), Short[]::new),
                    column(part -> part.payment().value(), UUID[]::new),
                    column(part -> (short) part.step(), Short[]::new),
                    column(part -> part.customer().value(), UUID[]::new),
                    column(RecordDecision::at, Instant[]::new),
                    column(part -> part.outcome().code(), String[]::new),
                    column(part -> DecisionText.write(part.judgements()), String[]::new),
                    column(part -> part.about().kind().code(), String[]::new),
                    column(part -> part.about().subject(), UUID[]::new));
        }
    }
}
