package gateway.payments.decisions;

import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes decisions; nothing of theirs is ever read or changed by a batch. */
@Component
class DecisionWriter implements PartWriter<RecordDecision> {

    private static final String INSERT = """
            insert into payments.decision (shard, payment, step, customer, at, outcome, judgements)
            select *
              from unnest(?::smallint[], ?::uuid[], ?::smallint[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[])
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
    public DecisionBatch open(List<RecordDecision> parts) {
        return new DecisionBatch();
    }

    /** The decisions of one batch. */
    static final class DecisionBatch implements Batch<RecordDecision> {

        private final List<RecordDecision> applied = new ArrayList<>();

        @Override
        public List<List<Object>> asks() {
            return List.of();
        }

        @Override
        public void found(int read, FoundRow row) {
            throw new IllegalStateException("Nothing was asked");
        }

        @Override
        public @Nullable Refusal check(RecordDecision part) {
            return null;
        }

        @Override
        public void apply(RecordDecision part) {
            applied.add(part);
        }

        @Override
        public List<Rows> rows() {
            return List.of(new Rows(
                    applied.size(),
                    List.of(
                            array(part -> (short) part.payment().shard(), new Short[0]),
                            array(part -> part.payment().value(), new UUID[0]),
                            array(part -> (short) part.step(), new Short[0]),
                            array(part -> part.customer().value(), new UUID[0]),
                            array(RecordDecision::at, new Instant[0]),
                            array(part -> part.outcome().code(), new String[0]),
                            array(part -> DecisionText.write(part.judgements()), new String[0]))));
        }

        private <T> T[] array(Function<RecordDecision, T> value, T[] type) {
            return applied.stream().map(value).toList().toArray(type);
        }
    }
}
