package gateway.payments.postgres;

import static gateway.platform.journal.Columns.column;

import gateway.payments.Payment;
import gateway.payments.PaymentView;
import gateway.payments.WritePayment;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.Refusal;
import gateway.platform.journal.VersionedRows;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes payments in batches; see db/payments. */
@Component
class PaymentWriter implements PartWriter<WritePayment> {

    private static final String LOCK = """
            select p.id, p.version
              from payments.payment p
              join unnest(?::smallint[], ?::uuid[]) as wanted (shard, id)
                on p.shard = wanted.shard and p.id = wanted.id
             order by p.shard, p.id
               for no key update of p
            """;

    private static final List<Read> READS = List.of(new Read("changed_payments", "id uuid, version integer", LOCK));

    private static final String INSERT = """
            insert into payments.payment (shard, id, version, customer, idempotency_key, amount_minor, asset,
                                          refunded_minor, parties, status, progress, fees, opened_at, final_by,
                                          next_check_at)
            select * from unnest(?::smallint[], ?::uuid[], ?::integer[], ?::uuid[], ?::text[], ?::bigint[], ?::text[],
                                 ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                                 ?::timestamptz[], ?::timestamptz[])
            """;

    private static final String UPDATE = """
            update payments.payment p
               set version = n.version, refunded_minor = n.refunded, status = n.status, progress = n.progress,
                   fees = coalesce(n.fees, p.fees), next_check_at = n.next_check_at
              from unnest(?::smallint[], ?::uuid[], ?::integer[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                          ?::timestamptz[])
                   as n (shard, id, version, refunded, status, progress, fees, next_check_at)
             where p.shard = n.shard and p.id = n.id
            """;

    @Override
    public Class<WritePayment> kind() {
        return WritePayment.class;
    }

    @Override
    public int order() {
        return 100;
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
    public PaymentBatch open(List<WritePayment> parts) {
        return new PaymentBatch(parts);
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** The payments of one batch. */
    static final class PaymentBatch implements Batch<WritePayment> {

        private static final int SECOND = 2;

        private final List<WritePayment> parts;
        private final VersionedRows<UUID, WritePayment> rows = new VersionedRows<>();

        PaymentBatch(List<WritePayment> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            var known = parts.stream()
                    .map(WritePayment::payment)
                    .filter(payment -> payment.version() > 1)
                    .toList();
            return List.of(List.of(
                    column(known, payment -> (short) payment.shard(), Short[]::new),
                    column(known, payment -> payment.id().value(), UUID[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            rows.found(
                    Objects.requireNonNull(row.get(0, UUID.class)), Objects.requireNonNull(row.get(1, Integer.class)));
        }

        @Override
        public @Nullable Refusal check(WritePayment part) {
            var payment = part.payment();
            return rows.follows(payment.id().value(), payment.version()) ? null : new WritePayment.Stale();
        }

        @Override
        public void apply(WritePayment part) {
            rows.apply(part.payment().id().value(), part.payment().version(), part);
        }

        @Override
        public List<Rows> rows() {
            return List.of(inserts(rows.inserted()), updates(rows.updated()));
        }

        private static Rows inserts(List<WritePayment> all) {
            return new Rows(
                    all.size(),
                    List.of(
                            column(all, it -> (short) it.payment().shard(), Short[]::new),
                            column(all, it -> it.payment().id().value(), UUID[]::new),
                            column(all, it -> it.payment().version(), Integer[]::new),
                            column(all, it -> it.payment().customer().value(), UUID[]::new),
                            column(all, it -> it.payment().key(), String[]::new),
                            column(all, it -> it.payment().amount().minor(), Long[]::new),
                            column(all, it -> it.payment().amount().asset().code(), String[]::new),
                            column(all, it -> it.payment().refunded().minor(), Long[]::new),
                            column(all, it -> PaymentRows.parties(it.payment()), String[]::new),
                            column(all, it -> status(it.payment()), String[]::new),
                            column(all, it -> PaymentRows.progress(it.payment()), String[]::new),
                            column(all, it -> FeesRow.of(it.payment().fees()), String[]::new),
                            column(all, it -> time(it.payment().openedAt()), OffsetDateTime[]::new),
                            column(all, it -> time(it.payment().finalBy()), OffsetDateTime[]::new),
                            column(all, it -> time(it.nextCheck()), OffsetDateTime[]::new)));
        }

        private static Rows updates(List<WritePayment> all) {
            return new Rows(
                    all.size(),
                    List.of(
                            column(all, it -> (short) it.payment().shard(), Short[]::new),
                            column(all, it -> it.payment().id().value(), UUID[]::new),
                            column(all, it -> it.payment().version(), Integer[]::new),
                            column(all, it -> it.payment().refunded().minor(), Long[]::new),
                            column(all, it -> status(it.payment()), String[]::new),
                            column(all, it -> PaymentRows.progress(it.payment()), String[]::new),
                            column(all, it -> changedFees(it.payment()), String[]::new),
                            column(all, it -> time(it.nextCheck()), OffsetDateTime[]::new)));
        }

        // They change with refunds alone, and those come after the end.
        private static @Nullable String changedFees(Payment payment) {
            return payment.state() instanceof Payment.State.Completed && !isAsQuoted(payment)
                    ? FeesRow.of(payment.fees())
                    : null;
        }

        // The first version was written as it was quoted, and nothing goes back before that.
        private static boolean isAsQuoted(Payment payment) {
            return payment.version() == SECOND
                    && payment.fees().parts().stream()
                            .noneMatch(part -> part.returned().isPositive());
        }

        private static String status(Payment payment) {
            return PaymentView.statusOf(payment.state());
        }
    }
}
