package gateway.payments.postgres;

import static gateway.payments.postgres.PaymentWriter.time;
import static gateway.platform.journal.Columns.column;

import gateway.payments.RefundView;
import gateway.payments.WritePayment;
import gateway.payments.WriteRefund;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.Refusal;
import gateway.platform.journal.VersionedRows;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes refunds in batches; see db/payments. */
@Component
class RefundWriter implements PartWriter<WriteRefund> {

    private static final String LOCK = """
            select r.id, r.version
              from payments.refund r
              join unnest(?::smallint[], ?::uuid[]) as wanted (shard, id)
                on r.shard = wanted.shard and r.id = wanted.id
             order by r.shard, r.id
               for no key update of r
            """;

    private static final List<Read> READS = List.of(new Read("changed_refunds", "id uuid, version integer", LOCK));

    private static final String INSERT = """
            insert into payments.refund (shard, id, version, payment, customer, idempotency_key, amount_minor, asset,
                                         status, progress, fees, opened_at, final_by, next_check_at)
            select * from unnest(?::smallint[], ?::uuid[], ?::integer[], ?::uuid[], ?::uuid[], ?::text[], ?::bigint[],
                                 ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                                 ?::timestamptz[])
            """;

    private static final String UPDATE = """
            update payments.refund r
               set version = n.version, status = n.status, progress = n.progress, next_check_at = n.next_check_at
              from unnest(?::smallint[], ?::uuid[], ?::integer[], ?::text[], ?::text[], ?::timestamptz[])
                   as n (shard, id, version, status, progress, next_check_at)
             where r.shard = n.shard and r.id = n.id
            """;

    @Override
    public Class<WriteRefund> kind() {
        return WriteRefund.class;
    }

    @Override
    public int order() {
        return 110;
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT, UPDATE);
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public RefundBatch open(List<WriteRefund> parts) {
        return new RefundBatch(parts);
    }

    /** The refunds of one batch. */
    static final class RefundBatch implements Batch<WriteRefund> {

        private final List<WriteRefund> parts;
        private final VersionedRows<UUID, WriteRefund> rows = new VersionedRows<>();

        RefundBatch(List<WriteRefund> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            var known = parts.stream()
                    .map(WriteRefund::refund)
                    .filter(refund -> refund.version() > 1)
                    .toList();
            return List.of(List.of(
                    column(known, refund -> (short) refund.shard(), Short[]::new),
                    column(known, refund -> refund.id().value(), UUID[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            rows.found(
                    Objects.requireNonNull(row.get(0, UUID.class)), Objects.requireNonNull(row.get(1, Integer.class)));
        }

        @Override
        public @Nullable Refusal check(WriteRefund part) {
            var refund = part.refund();
            return rows.follows(refund.id().value(), refund.version()) ? null : new WritePayment.Stale();
        }

        @Override
        public void apply(WriteRefund part) {
            rows.apply(part.refund().id().value(), part.refund().version(), part);
        }

        @Override
        public List<Rows> rows() {
            return List.of(inserts(rows.inserted()), updates(rows.updated()));
        }

        private static Rows inserts(List<WriteRefund> all) {
            return new Rows(
                    all.size(),
                    List.of(
                            column(all, it -> (short) it.refund().shard(), Short[]::new),
                            column(all, it -> it.refund().id().value(), UUID[]::new),
                            column(all, it -> it.refund().version(), Integer[]::new),
                            column(all, it -> it.refund().payment().value(), UUID[]::new),
                            column(all, it -> it.refund().customer().value(), UUID[]::new),
                            column(all, it -> it.refund().key(), String[]::new),
                            column(all, it -> it.refund().amount().minor(), Long[]::new),
                            column(all, it -> it.refund().amount().asset().code(), String[]::new),
                            column(all, it -> RefundView.statusOf(it.refund().state()), String[]::new),
                            column(all, it -> RefundRows.progress(it.refund()), String[]::new),
                            column(all, it -> FeesRow.of(it.refund().fees()), String[]::new),
                            column(all, it -> time(it.refund().openedAt()), OffsetDateTime[]::new),
                            column(all, it -> time(it.refund().finalBy()), OffsetDateTime[]::new),
                            column(all, it -> time(it.nextCheck()), OffsetDateTime[]::new)));
        }

        private static Rows updates(List<WriteRefund> all) {
            return new Rows(
                    all.size(),
                    List.of(
                            column(all, it -> (short) it.refund().shard(), Short[]::new),
                            column(all, it -> it.refund().id().value(), UUID[]::new),
                            column(all, it -> it.refund().version(), Integer[]::new),
                            column(all, it -> RefundView.statusOf(it.refund().state()), String[]::new),
                            column(all, it -> RefundRows.progress(it.refund()), String[]::new),
                            column(all, it -> time(it.nextCheck()), OffsetDateTime[]::new)));
        }
    }
}
