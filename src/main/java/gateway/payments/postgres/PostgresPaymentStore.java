package gateway.payments.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.payments.Payment;
import gateway.payments.PaymentProblem;
import gateway.payments.PaymentStore;
import gateway.payments.Refund;
import gateway.platform.postgres.DueRows;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads payments from schema {@code payments}. */
@Component
class PostgresPaymentStore implements PaymentStore {

    private static final String FIND =
            "select " + PaymentRows.COLUMNS + " from payments.payment where shard = :shard and id = :id";

    private static final String FIND_REFUND =
            "select " + RefundRows.COLUMNS + " from payments.refund where shard = :shard and id = :id";

    private static final String REFUNDS_OF = "select " + RefundRows.COLUMNS
            + " from payments.refund where shard = :shard and payment = :payment order by id desc limit 1000";

    private static final String PAYMENTS_OF = """
            select r.id, r.payment
              from unnest(:shards::smallint[], :ids::uuid[]) asked (shard, id)
              join payments.refund r on r.shard = asked.shard and r.id = asked.id
            """;

    private static final String LIST = "select " + PaymentRows.COLUMNS + """
              from payments.payment
             where shard = :shard and customer = :customer
               and id < :before
               and opened_at >= :since
               and (:status = '' or status = :status)
             order by id desc
             limit :limit
            """;

    private static final String IN_REVIEW = "select " + PaymentRows.COLUMNS
            + " from payments.payment where status = 'in_review' order by opened_at limit :limit";

    private static final String HAS_PAID = """
            select exists (select 1
                             from payments.payee
                            where shard = :shard and customer = :customer and payee = :payee)
            """;

    private static final String TAKE = """
            update payments.payment p
               set next_check_at = :until
              from (select shard, id
                      from payments.payment
                     where next_check_at <= :now
                     order by next_check_at
                     limit :limit
                       for no key update skip locked) due
             where p.shard = due.shard and p.id = due.id
            returning p.id, p.version, p.customer, p.idempotency_key, p.amount_minor, p.asset, p.refunded_minor,
                      p.parties, p.status, p.progress, p.fees, p.opened_at, p.final_by
            """;

    private static final String TAKE_REFUNDS = """
            update payments.refund r
               set next_check_at = :until
              from (select shard, id
                      from payments.refund
                     where next_check_at <= :now
                     order by next_check_at
                     limit :limit
                       for no key update skip locked) due
             where r.shard = due.shard and r.id = due.id
            returning r.id, r.version, r.payment, r.customer, r.idempotency_key, r.amount_minor, r.asset, r.status,
                      r.progress, r.fees, r.opened_at, r.final_by
            """;

    private static final UUID NEWEST = new UUID(-1, -1);

    private final DatabaseClient database;

    PostgresPaymentStore(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Payment> find(PaymentId id) {
        return database.sql(FIND)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .map(PaymentRows::payment)
                .one()
                .switchIfEmpty(Mono.error(() -> PaymentProblem.PAYMENT_NOT_FOUND.because(id.toString())));
    }

    @Override
    public Mono<Refund> find(RefundId id) {
        return database.sql(FIND_REFUND)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .map(RefundRows::refund)
                .one()
                .switchIfEmpty(Mono.error(() -> PaymentProblem.REFUND_NOT_FOUND.because(id.toString())));
    }

    @Override
    public Flux<Refund> refundsOf(PaymentId payment) {
        return database.sql(REFUNDS_OF)
                .bind("shard", payment.shard())
                .bind("payment", payment.value())
                .map(RefundRows::refund)
                .all();
    }

    @Override
    public Mono<Map<RefundId, PaymentId>> paymentsOf(Collection<RefundId> refunds) {
        return refunds.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(PAYMENTS_OF)
                        .bind(
                                "shards",
                                refunds.stream().map(it -> (short) it.shard()).toArray(Short[]::new))
                        .bind("ids", refunds.stream().map(RefundId::value).toArray(UUID[]::new))
                        .map(row -> Map.entry(
                                new RefundId(required(row, "id", UUID.class)),
                                new PaymentId(required(row, "payment", UUID.class))))
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Flux<Payment> list(Filter filter) {
        var before = filter.before();
        var status = filter.state();
        return database.sql(LIST)
                .bind("shard", filter.customer().shard())
                .bind("customer", filter.customer().value())
                .bind("before", before == null ? NEWEST : before.value())
                .bind("status", status == null ? "" : status)
                .bind("since", filter.since())
                .bind("limit", filter.limit())
                .map(PaymentRows::payment)
                .all();
    }

    @Override
    public Flux<Payment> inReview(int limit) {
        return database.sql(IN_REVIEW)
                .bind("limit", limit)
                .map(PaymentRows::payment)
                .all();
    }

    @Override
    public Mono<Boolean> hasPaid(CustomerId customer, UUID payee) {
        return database.sql(HAS_PAID)
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .bind("payee", payee)
                .mapValue(Boolean.class)
                .one();
    }

    @Override
    public Flux<Payment> takeDue(Instant now, Instant until, int limit) {
        return DueRows.taken(due(TAKE, now, until, limit), PaymentRows::payment);
    }

    @Override
    public Flux<Refund> takeDueRefunds(Instant now, Instant until, int limit) {
        return DueRows.taken(due(TAKE_REFUNDS, now, until, limit), RefundRows::refund);
    }

    private GenericExecuteSpec due(String statement, Instant now, Instant until, int limit) {
        return database.sql(statement).bind("now", now).bind("until", until).bind("limit", limit);
    }
}
