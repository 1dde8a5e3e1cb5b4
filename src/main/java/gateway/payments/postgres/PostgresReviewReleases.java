package gateway.payments.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.payments.PaymentProblem;
import gateway.payments.ReviewRelease;
import gateway.payments.ReviewReleases;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Releases in PostgreSQL; whichever node looks first lets the payment begin. */
@Component
class PostgresReviewReleases implements ReviewReleases {

    private static final String FIND =
            "select act, proposed_by, reason from payments.review_release where shard = :shard and payment = :payment";

    private static final String ADD = """
            with due as (update payments.payment
                            set next_check_at = :at
                          where shard = :shard and id = :payment and status = 'in_review'
                         returning shard, id)
            insert into payments.review_release (shard, payment, act, proposed_by, reason, at)
            select shard, id, :act, :by, :reason, :at
              from due
                on conflict do nothing
            """;

    private final DatabaseClient database;

    PostgresReviewReleases(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Optional<ReviewRelease>> of(PaymentId payment) {
        return database.sql(FIND)
                .bind("shard", payment.shard())
                .bind("payment", payment.value())
                .map(row -> Optional.of(new ReviewRelease(
                        required(row, "act", UUID.class),
                        required(row, "proposed_by", String.class),
                        required(row, "reason", String.class))))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    @Override
    public Mono<Void> add(PaymentId payment, ReviewRelease release, Instant at) {
        return database.sql(ADD)
                .bind("shard", payment.shard())
                .bind("payment", payment.value())
                .bind("act", release.act())
                .bind("by", release.proposedBy())
                .bind("reason", release.reason())
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> PaymentProblem.PAYMENT_NOT_IN_REVIEW.because(payment.toString())))
                .then();
    }
}
