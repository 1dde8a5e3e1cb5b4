package gateway.crossborder.postgres;

import gateway.crossborder.UseQuote;
import gateway.crossborder.UseQuote.QuoteRefusal;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Uses quotes up under their row's lock, so that of many who want one at once one gets it. */
@Component
class QuoteUseWriter implements PartWriter<UseQuote> {

    private static final String LOCK = """
            select q.id, q.state, q.expires_at
              from unnest(?::smallint[], ?::uuid[]) u(shard, id)
             cross join lateral (
                   select id, state, expires_at
                     from crossborder.quote q
                    where q.shard = u.shard and q.id = u.id
                      for no key update) q
            """;

    private static final List<Read> READS =
            List.of(new Read("used_quotes", "id uuid, state text, expires_at timestamptz", LOCK));

    private static final String UPDATE = """
            update crossborder.quote q
               set state = 'used'
              from unnest(?::smallint[], ?::uuid[]) n(shard, id)
             where q.shard = n.shard and q.id = n.id and q.state = 'open'
            """;

    @Override
    public Class<UseQuote> kind() {
        return UseQuote.class;
    }

    @Override
    public int order() {
        return 1_110;
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public List<String> writes() {
        return List.of(UPDATE);
    }

    @Override
    public Uses open(List<UseQuote> parts) {
        return new Uses(parts);
    }

    /** The quotes of one batch. */
    static final class Uses implements Batch<UseQuote> {

        private final List<UseQuote> parts;
        private final Map<UUID, Instant> open = new HashMap<>();
        private final Map<UUID, Instant> known = new HashMap<>();
        private final List<UUID> used = new ArrayList<>();

        Uses(List<UseQuote> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            return List.of(keys(parts.stream()
                    .map(part -> part.quote().value())
                    .distinct()
                    .sorted()
                    .toList()));
        }

        @Override
        public void found(int read, FoundRow row) {
            var id = Objects.requireNonNull(row.get(0, UUID.class));
            var expiresAt = Objects.requireNonNull(row.get(2, Instant.class));
            known.put(id, expiresAt);
            if ("open".equals(row.get(1, String.class))) {
                open.put(id, expiresAt);
            }
        }

        @Override
        public @Nullable Refusal check(UseQuote part) {
            var id = part.quote().value();
            if (!known.containsKey(id)) {
                return QuoteRefusal.NOT_FOUND;
            }
            var expiresAt = open.get(id);
            if (expiresAt == null) {
                return QuoteRefusal.USED;
            }
            return part.at().isBefore(expiresAt) ? null : QuoteRefusal.EXPIRED;
        }

        @Override
        public void apply(UseQuote part) {
            open.remove(part.quote().value());
            used.add(part.quote().value());
        }

        @Override
        public List<Rows> rows() {
            return List.of(new Rows(used.size(), keys(used)));
        }

        private static List<Object> keys(Collection<UUID> ids) {
            return List.of(
                    ids.stream().map(id -> (short) TimeOrderedIds.shardOf(id)).toArray(Short[]::new),
                    ids.toArray(UUID[]::new));
        }
    }
}
