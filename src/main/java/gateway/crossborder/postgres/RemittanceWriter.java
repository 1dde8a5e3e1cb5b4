package gateway.crossborder.postgres;

import static gateway.platform.journal.Columns.column;

import gateway.crossborder.Remittance;
import gateway.crossborder.WriteRemittance;
import gateway.crossborder.WriteRemittance.RemittanceMoved;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import gateway.platform.journal.VersionedRows;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes remittances in batches; of two who move one from the same version, the second is refused. */
@Component
class RemittanceWriter implements PartWriter<WriteRemittance> {

    private static final String LOCK = """
            select r.id, r.version
              from unnest(?::smallint[], ?::uuid[]) u(shard, id)
             cross join lateral (
                   select id, version
                     from crossborder.remittance r
                    where r.shard = u.shard and r.id = u.id
                      for no key update) r
            """;

    private static final List<Read> READS = List.of(new Read("moved_remittances", "id uuid, version integer", LOCK));

    private static final String INSERT = """
            insert into crossborder.remittance (shard, id, version, customer, payment, correspondent, uetr, terms,
                                                spent_minor, currency, received_minor, status, progress, attention,
                                                opened_at, final_by, next_check_at)
            select n.shard, n.id, n.version, n.customer, n.payment, n.correspondent, n.uetr, n.terms, n.spent,
                   n.currency, n.received, n.status, n.progress, n.attention = 1, n.opened_at, n.final_by, n.next_check
              from unnest(?::smallint[], ?::uuid[], ?::integer[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::text[],
                          ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::smallint[], ?::timestamptz[],
                          ?::timestamptz[], ?::timestamptz[])
                   n(shard, id, version, customer, payment, correspondent, uetr, terms, spent, currency, received,
                     status, progress, attention, opened_at, final_by, next_check)
            """;

    private static final String UPDATE = """
            update crossborder.remittance r
               set version = n.version, status = n.status, progress = n.progress, attention = n.attention = 1,
                   final_by = n.final_by, next_check_at = n.next_check
              from unnest(?::smallint[], ?::uuid[], ?::integer[], ?::text[], ?::text[], ?::smallint[],
                          ?::timestamptz[], ?::timestamptz[])
                   n(shard, id, version, status, progress, attention, final_by, next_check)
             where r.shard = n.shard and r.id = n.id
            """;

    @Override
    public Class<WriteRemittance> kind() {
        return WriteRemittance.class;
    }

    @Override
    public int order() {
        return 1_120;
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT, UPDATE);
    }

    @Override
    public Moves open(List<WriteRemittance> parts) {
        return new Moves(parts);
    }

    /** The remittances of one batch. */
    static final class Moves implements Batch<WriteRemittance> {

        private final List<WriteRemittance> parts;
        private final VersionedRows<UUID, WriteRemittance> moved = new VersionedRows<>();

        Moves(List<WriteRemittance> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            var ids = parts.stream()
                    .map(WriteRemittance::remittance)
                    .distinct()
                    .sorted(java.util.Comparator.comparing(it -> it.id().value()))
                    .toList();
            return List.of(List.of(
                    column(ids, it -> (short) it.shard(), Short[]::new),
                    column(ids, it -> it.id().value(), UUID[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            moved.found(
                    Objects.requireNonNull(row.get(0, UUID.class)), Objects.requireNonNull(row.get(1, Integer.class)));
        }

        @Override
        public @Nullable Refusal check(WriteRemittance part) {
            var next = part.remittance();
            return moved.follows(next.id().value(), next.version()) ? null : new RemittanceMoved();
        }

        @Override
        public void apply(WriteRemittance part) {
            moved.apply(part.remittance().id().value(), part.remittance().version(), part);
        }

        @Override
        public List<Rows> rows() {
            return List.of(inserted(moved.inserted()), updated(moved.updated()));
        }

        private static Rows inserted(List<WriteRemittance> all) {
            return new Rows(
                    all.size(),
                    List.of(
                            of(all, it -> (short) it.shard(), Short[]::new),
                            of(all, it -> it.id().value(), UUID[]::new),
                            of(all, Remittance::version, Integer[]::new),
                            of(all, it -> it.quote().customer().value(), UUID[]::new),
                            of(all, it -> it.payment().value(), UUID[]::new),
                            of(all, Remittance::correspondent, String[]::new),
                            of(all, Remittance::uetr, UUID[]::new),
                            of(all, RemittanceRow::terms, String[]::new),
                            of(all, it -> it.quote().sums().spent().minor(), Long[]::new),
                            of(all, it -> it.quote().sums().received().asset().code(), String[]::new),
                            of(all, it -> it.quote().sums().received().minor(), Long[]::new),
                            of(all, RemittanceRow::status, String[]::new),
                            of(all, RemittanceRow::progress, String[]::new),
                            of(all, Moves::attention, Short[]::new),
                            of(all, Remittance::openedAt, Instant[]::new),
                            of(all, Remittance::finalBy, Instant[]::new),
                            column(all, WriteRemittance::nextCheck, Instant[]::new)));
        }

        private static Rows updated(List<WriteRemittance> all) {
            return new Rows(
                    all.size(),
                    List.of(
                            of(all, it -> (short) it.shard(), Short[]::new),
                            of(all, it -> it.id().value(), UUID[]::new),
                            of(all, Remittance::version, Integer[]::new),
                            of(all, RemittanceRow::status, String[]::new),
                            of(all, RemittanceRow::progress, String[]::new),
                            of(all, Moves::attention, Short[]::new),
                            of(all, Remittance::finalBy, Instant[]::new),
                            column(all, WriteRemittance::nextCheck, Instant[]::new)));
        }

        private static short attention(Remittance it) {
            return (short) (it.attention() == null ? 0 : 1);
        }

        private static <B> B[] of(List<WriteRemittance> all, Function<Remittance, B> value, IntFunction<B[]> made) {
            return column(all, part -> value.apply(part.remittance()), made);
        }
    }
}
