package gateway.payments.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.payments.Examples;
import gateway.payments.PaymentView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.Stores;

class OpenPaymentsModuleTest {

    private final DatabaseClient sql = DatabaseClient.create(Stores.database().connections());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    // Held, because a gauge does not hold what it shows.
    private @Nullable OpenPayments shown;

    // Nothing of these is due for a node, so nothing else would ever show them.
    @Test
    void showsWhatWaitsForAPerson() {
        payment("needs_operator", "null");
        payment("needs_operator", "null");
        payment("completed", "null");
        refund("needs_operator");

        look();

        assertThat(open("payment", "needs_operator")).isEqualTo(2);
        assertThat(open("refund", "needs_operator")).isEqualTo(1);
        assertThat(meters.find("oqim_payments_open").tag("status", "completed").gauge())
                .isNull();
    }

    @Test
    void showsHowOldTheOldestUnknownIs() {
        payment("debit_unknown", "now()");

        look();

        assertThat(open("payment", "debit_unknown")).isEqualTo(1);
        assertThat(meters.get("oqim_payments_open_oldest_seconds")
                        .tag("status", "debit_unknown")
                        .gauge()
                        .value())
                .isBetween(600.0, 660.0);
    }

    // A gauge that goes and comes again may be met twice by a scrape, which then fails as a whole.
    @Test
    void theGaugesAreThereFromTheStartAndStayTheSame() {
        var open = new OpenPayments(sql, meters);
        var before = Set.copyOf(meters.getMeters());
        payment("debiting", "now()");

        open.look().block();
        assertThat(open("payment", "debiting")).isEqualTo(1);
        run("update payments.payment set next_check_at = null");
        open.look().block();

        assertThat(open("payment", "debiting")).isZero();
        assertThat(meters.getMeters()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void everyStateThatIsNotFinalHasItsGauge() {
        shown = new OpenPayments(sql, meters);
        assertThat(open("payment", "debiting")).isNaN();
        shown.look().block();

        assertThat(Examples.everyState()
                        .map(Examples::cardToCard)
                        .filter(payment -> !payment.isFinal())
                        .map(payment -> PaymentView.statusOf(payment.state())))
                .isNotEmpty()
                .allSatisfy(status -> assertThat(open("payment", status)).isZero());
    }

    /** What it saw last would be told for as long as the node cannot look, whatever others see. */
    @Test
    void whoCannotLookShowsNoNumber() {
        payment("needs_operator", "null");
        look();

        run("alter table payments.refund rename to away");
        assertThatThrownBy(() -> Objects.requireNonNull(shown).look().block()).hasMessageContaining("refund");
        assertThat(open("payment", "needs_operator")).isNaN();
        assertThat(open("refund", "refunding")).isNaN();

        run("alter table payments.away rename to refund");
        Objects.requireNonNull(shown).look().block();
        assertThat(open("payment", "needs_operator")).isEqualTo(1);
    }

    private void look() {
        shown = new OpenPayments(sql, meters);
        shown.look().block();
    }

    private double open(String kind, String status) {
        return meters.get("oqim_payments_open")
                .tag("kind", kind)
                .tag("status", status)
                .gauge()
                .value();
    }

    private void payment(String status, String due) {
        run("""
                insert into payments.payment (shard, id, version, customer, idempotency_key, amount_minor, asset,
                                              refunded_minor, parties, status, progress, opened_at, final_by,
                                              next_check_at)
                values (0, '%s', 1, '%s', 'key', 1, 'UZS', 0, '', '%s', '', now() - interval '10 minutes', now(), %s)
                """.formatted(UUID.randomUUID(), UUID.randomUUID(), status, due));
    }

    private void refund(String status) {
        run("""
                insert into payments.refund (shard, id, version, payment, customer, idempotency_key, amount_minor,
                                             asset, status, progress, opened_at, final_by)
                values (0, '%s', 1, '%s', '%s', 'key', 1, 'UZS', '%s', '', now(), now())
                """.formatted(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), status));
    }

    private void run(String statement) {
        sql.sql(statement).then().block();
    }
}
