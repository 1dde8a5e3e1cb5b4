package gateway.ledger;

import gateway.platform.journal.PartWriter;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens accounts that are not open yet. Two nodes that open the same one at once: the slower batch runs again. */
@Component
class AccountOpener implements PartWriter<OpenAccount> {

    private static final String FIND = """
            select u.id
              from unnest(?::smallint[], ?::uuid[]) u(shard, id)
             cross join lateral (
                   select 1
                     from ledger.account a
                    where a.shard = u.shard and a.id = u.id
                    limit 1) a
            """;

    private static final List<Read> READS = List.of(new Read("open_accounts", "id uuid", FIND));

    private static final String INSERT = """
            insert into ledger.account (shard, id, owner, asset, kind, opened_at)
            select u.shard, u.id, u.owner, u.asset, u.kind, timestamptz 'epoch' + u.at * interval '1 microsecond'
              from unnest(?::smallint[], ?::uuid[], ?::uuid[], ?::text[], ?::smallint[], ?::bigint[])
                   u(shard, id, owner, asset, kind, at)
            """;

    private final Clock clock;

    AccountOpener(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Class<OpenAccount> kind() {
        return OpenAccount.class;
    }

    @Override
    public int order() {
        return 1_000;
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
    public Openings open(List<OpenAccount> parts) {
        return new Openings(parts, clock.instant());
    }

    /** The accounts that are open, and those the batch opens. */
    static final class Openings implements Batch<OpenAccount> {

        private final List<OpenAccount> parts;
        private final Set<AccountId> open = new HashSet<>();
        private final List<OpenAccount> fresh = new ArrayList<>();
        private final Instant now;

        Openings(List<OpenAccount> parts, Instant now) {
            this.parts = parts;
            this.now = now;
        }

        @Override
        public List<List<Object>> asks() {
            var ids = parts.stream().map(part -> part.id().value()).distinct().toList();
            return List.of(List.of(BookRows.shards(ids), ids.toArray(UUID[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            open.add(new AccountId(Objects.requireNonNull(row.get(0, UUID.class))));
        }

        @Override
        public @Nullable Refusal check(OpenAccount part) {
            return null;
        }

        @Override
        public void apply(OpenAccount part) {
            if (open.add(part.id())) {
                fresh.add(part);
            }
        }

        @Override
        public List<Rows> rows() {
            var ids = fresh.stream().map(part -> part.id().value()).toList();
            return List.of(new Rows(
                    fresh.size(),
                    List.of(
                            BookRows.shards(ids),
                            ids.toArray(UUID[]::new),
                            fresh.stream().map(OpenAccount::owner).toArray(UUID[]::new),
                            fresh.stream().map(part -> part.asset().code()).toArray(String[]::new),
                            fresh.stream().map(part -> part.kind().code()).toArray(Short[]::new),
                            fresh.stream().map(_ -> BookRows.micros(now)).toArray(Long[]::new))));
        }
    }
}
