package gateway.platform.journal;

import gateway.platform.journal.ClaimKey.Duplicate;
import gateway.platform.journal.ClaimKey.KeyReused;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.PartWriter.FoundRow;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes idempotency keys. A key that another batch takes at this very moment is caught by the primary key, and the
 * batch runs again and finds it.
 */
@Component
class ClaimKeys implements PartWriter<ClaimKey> {

    // lateral … limit 1: whatever the planner believes about an empty table, it looks up key by key.
    private static final String FIND = """
            select u.n, i.fingerprint, i.subject, a.status, a.body
              from unnest(?::smallint[], ?::uuid[], ?::text[]) with ordinality u(shard, scope, key, n)
             cross join lateral (
                   select i.shard, i.scope, i.key, i.fingerprint, i.subject
                     from platform.idempotency i
                    where i.shard = u.shard and i.scope = u.scope and i.key = u.key
                    limit 1) i
              left join lateral (%s) a on true
            """.formatted(KeepAnswers.FIND);

    private static final List<Read> READS = List.of(new Read(
            "idempotency_keys", "n bigint, fingerprint bytea, subject uuid, status smallint, body bytea", FIND));

    private static final String INSERT = """
            insert into platform.idempotency (shard, scope, key, fingerprint, subject)
            select u.shard, u.scope, u.key, u.fingerprint, u.subject
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::bytea[], ?::uuid[])
                   u(shard, scope, key, fingerprint, subject)
            """;

    @Override
    public Class<ClaimKey> kind() {
        return ClaimKey.class;
    }

    @Override
    public int order() {
        return 10_000;
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT);
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public Keys open(List<ClaimKey> parts) {
        return new Keys(parts);
    }

    private static Taken taken(FoundRow row, List<ClaimKey> parts) {
        var part = parts.get((int) (Objects.requireNonNull(row.get(0, Long.class)) - 1));
        return new Taken(
                KeyName.of(part),
                Objects.requireNonNull(row.get(1, byte[].class)),
                Objects.requireNonNull(row.get(2, UUID.class)),
                answer(row, 3));
    }

    static @Nullable StoredAnswer answer(FoundRow row, int column) {
        Integer status = row.get(column, Integer.class);
        var body = row.get(column + 1, byte[].class);
        return status == null || body == null ? null : new StoredAnswer(status, body);
    }

    /** A key within everything that may have the same text. */
    record KeyName(int shard, UUID scope, String key) {

        static KeyName of(ClaimKey part) {
            return new KeyName(part.shard(), part.scope(), part.key());
        }
    }

    /** What a key stands for already. */
    record Taken(
            KeyName key,
            byte[] fingerprint,
            UUID subject,
            @Nullable StoredAnswer answer) {

        ClaimKey.KeyRefusal refusal(byte[] other) {
            return MessageDigest.isEqual(fingerprint, other) ? new Duplicate(subject, answer) : new KeyReused();
        }
    }

    /** The batch's keys: those taken before, and those its own entries take. */
    static final class Keys implements Batch<ClaimKey> {

        private final List<ClaimKey> parts;
        private final Map<KeyName, Taken> taken = new HashMap<>();
        private final List<ClaimKey> fresh = new ArrayList<>();

        Keys(List<ClaimKey> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            return List.of(List.of(
                    parts.stream().map(part -> (short) part.shard()).toArray(Short[]::new),
                    parts.stream().map(ClaimKey::scope).toArray(UUID[]::new),
                    parts.stream().map(ClaimKey::key).toArray(String[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            var it = taken(row, parts);
            taken.put(it.key(), it);
        }

        @Override
        public @Nullable Refusal check(ClaimKey part) {
            var before = taken.get(KeyName.of(part));
            return before == null ? null : before.refusal(part.fingerprint());
        }

        @Override
        public void apply(ClaimKey part) {
            taken.put(KeyName.of(part), new Taken(KeyName.of(part), part.fingerprint(), part.subject(), null));
            fresh.add(part);
        }

        @Override
        public List<Rows> rows() {
            return List.of(new Rows(
                    fresh.size(),
                    List.of(
                            fresh.stream().map(part -> (short) part.shard()).toArray(Short[]::new),
                            fresh.stream().map(ClaimKey::scope).toArray(UUID[]::new),
                            fresh.stream().map(ClaimKey::key).toArray(String[]::new),
                            fresh.stream().map(ClaimKey::fingerprint).toArray(byte[][]::new),
                            fresh.stream().map(ClaimKey::subject).toArray(UUID[]::new))));
        }
    }
}
