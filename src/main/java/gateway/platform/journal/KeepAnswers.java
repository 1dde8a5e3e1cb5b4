package gateway.platform.journal;

import gateway.platform.journal.ClaimKeys.KeyName;
import gateway.platform.journal.PartWriter.FoundRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stores the answers to claimed keys. Nothing is read or locked: the first answer wins in the table itself. */
@Component
class KeepAnswers implements PartWriter<KeepAnswer> {

    /**
     * The first answer to the key in row {@code i} of platform.idempotency, to be joined laterally: one kept here, or
     * an event of what the key stands for. Both are there only where nodes of an older release kept one.
     */
    static final String FIND = """
            select told.status, told.body
              from (select k.status, k.body, k.created_at
                      from platform.answer k
                     where k.shard = i.shard and k.scope = i.scope and k.key = i.key
                    union all
                   (select o.answer_status, convert_to(o.payload, 'UTF8'), o.created_at
                      from platform.outbox o
                     where o.shard = i.shard and o.subject = i.subject and o.answers = i.key
                     order by o.version
                     limit 1)) told
             order by told.created_at
             limit 1
            """;

    // Setting the old value to itself keeps the first answer and still counts the row, so that the count stays certain.
    private static final String INSERT = """
            insert into platform.answer as a (shard, scope, key, status, body)
            select u.shard, u.scope, u.key, u.status, u.body
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::smallint[], ?::bytea[])
                   u(shard, scope, key, status, body)
                on conflict (shard, scope, key) do update set status = a.status
            """;

    @Override
    public Class<KeepAnswer> kind() {
        return KeepAnswer.class;
    }

    @Override
    public int order() {
        return 10_010;
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT);
    }

    @Override
    public List<Read> reads() {
        return List.of();
    }

    @Override
    public Answers open(List<KeepAnswer> parts) {
        return new Answers();
    }

    /** The first answer to each key of the batch. */
    static final class Answers implements Batch<KeepAnswer> {

        private final Map<KeyName, KeepAnswer> first = new LinkedHashMap<>();

        @Override
        public List<List<Object>> asks() {
            return List.of();
        }

        @Override
        public void found(int read, FoundRow row) {
            throw new IllegalStateException("Nothing is read");
        }

        @Override
        public @Nullable Refusal check(KeepAnswer part) {
            return null;
        }

        @Override
        public void apply(KeepAnswer part) {
            first.putIfAbsent(new KeyName(part.shard(), part.scope(), part.key()), part);
        }

        @Override
        public List<Rows> rows() {
            var all = first.values();
            return List.of(new Rows(
                    all.size(),
                    List.of(
                            all.stream().map(part -> (short) part.shard()).toArray(Short[]::new),
                            all.stream().map(KeepAnswer::scope).toArray(UUID[]::new),
                            all.stream().map(KeepAnswer::key).toArray(String[]::new),
                            all.stream()
                                    .map(part -> (short) part.answer().status())
                                    .toArray(Short[]::new),
                            all.stream().map(part -> part.answer().body()).toArray(byte[][]::new))));
        }
    }
}
