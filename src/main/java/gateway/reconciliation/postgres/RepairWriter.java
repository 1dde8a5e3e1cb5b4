package gateway.reconciliation.postgres;

import static gateway.platform.journal.Columns.column;

import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import gateway.reconciliation.CloseRepair;
import gateway.reconciliation.CloseRepair.NotRepairing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Closes breaks in the entry that repairs them, each under its lock, and writes the repair into our book. */
@Component
class RepairWriter implements PartWriter<CloseRepair> {

    private static final int AFTER_ACCOUNTS = 2_300;

    private static final String LOCK = """
            select b.id
              from unnest(?::uuid[]) u(id)
             cross join lateral (
                   select id
                     from reconciliation.break b
                    where b.id = u.id and b.state = 'repairing'
                      for no key update) b
            """;

    private static final List<Read> READS = List.of(new Read("repaired_breaks", "id uuid", LOCK));

    private static final String CLOSE = """
            update reconciliation.break b
               set state = 'repaired', transfer = u.transfer, note = 'repaired by an entry',
                   closed_at = timestamptz 'epoch' + u.at * interval '1 microsecond'
              from unnest(?::uuid[], ?::uuid[], ?::bigint[]) u(id, transfer, at)
             where b.id = u.id and b.state = 'repairing'
            """;

    private static final String ADD = """
            insert into reconciliation.line (counterparty, place, book, item, own, keys, name, debit, minor, asset,
                                             status, day, late)
            select b.counterparty, u.transfer::text, 'repair', b.item, null, '', 'brk_' || b.id, b.correction > 0,
                   abs(b.correction), b.asset, 'done', u.day::date, false
              from unnest(?::uuid[], ?::uuid[], ?::text[]) u(id, transfer, day)
              join reconciliation.break b on b.id = u.id
            """;

    // The bank may book the repair's document, and calls it by its name.
    private static final String NAME = """
            insert into reconciliation.name (counterparty, key, item)
            select b.counterparty, 'doc_' || u.transfer, b.item
              from unnest(?::uuid[], ?::uuid[]) u(id, transfer)
              join reconciliation.break b on b.id = u.id
                on conflict do nothing
            """;

    @Override
    public Class<CloseRepair> kind() {
        return CloseRepair.class;
    }

    @Override
    public int order() {
        return AFTER_ACCOUNTS;
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public List<String> writes() {
        return List.of(CLOSE, ADD, NAME);
    }

    @Override
    public Repairs open(List<CloseRepair> parts) {
        return new Repairs(parts);
    }

    /** The breaks of one batch. */
    static final class Repairs implements Batch<CloseRepair> {

        private final List<CloseRepair> parts;
        private final Set<UUID> repairing = new HashSet<>();
        private final List<CloseRepair> closed = new ArrayList<>();

        Repairs(List<CloseRepair> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            var ids = new TreeSet<UUID>();
            parts.forEach(it -> ids.add(it.id()));
            Object all = ids.toArray(UUID[]::new);
            return List.of(List.of(all));
        }

        @Override
        public void found(int read, FoundRow row) {
            repairing.add(Objects.requireNonNull(row.get(0, UUID.class)));
        }

        @Override
        public @Nullable Refusal check(CloseRepair part) {
            return repairing.contains(part.id()) ? null : new NotRepairing(part.id());
        }

        @Override
        public void apply(CloseRepair part) {
            repairing.remove(part.id());
            closed.add(part);
        }

        @Override
        public List<Rows> rows() {
            var ids = column(closed, CloseRepair::id, UUID[]::new);
            var transfers = column(closed, it -> it.transfer().value(), UUID[]::new);
            return List.of(
                    new Rows(
                            closed.size(), List.of(ids, transfers, column(closed, it -> micros(it.at()), Long[]::new))),
                    new Rows(
                            closed.size(),
                            List.of(
                                    ids,
                                    transfers,
                                    column(closed, it -> it.day().toString(), String[]::new))),
                    new Rows(closed.size(), List.of(ids, transfers)));
        }

        private static long micros(Instant at) {
            return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
        }
    }
}
