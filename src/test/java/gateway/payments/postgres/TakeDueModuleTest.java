package gateway.payments.postgres;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.cardToMerchant;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.payments.Payment;
import gateway.payments.Payment.State;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

class TakeDueModuleTest {

    private static final String INSERT = """
            insert into payments.payment (shard, id, version, customer, idempotency_key, amount_minor, asset,
                                          refunded_minor, parties, status, progress, opened_at, final_by, next_check_at)
            values (?, ?, ?, ?, ?, ?, ?, 0, ?, 'debit_unknown', ?, ?, ?, ?)
            """;

    private final Database database = Stores.database();
    private final PostgresPaymentStore store = new PostgresPaymentStore(DatabaseClient.create(database.connections()));

    @Test
    void aRowThatCannotBeReadKeepsNoOtherFromBeingFinished() throws SQLException {
        var good = cardToMerchant(new State.DebitUnknown(ATTEMPT, 1, "silence", NOW));
        insert(cardToMerchant(new State.Debiting(ATTEMPT)), "{\"debit\":{}}");
        insert(good, PaymentRows.progress(good));

        var taken = take(NOW.plusSeconds(1).plus(Duration.ofSeconds(15)));
        var again = take(NOW.plusSeconds(60));

        assertThat(taken).extracting(Payment::id).containsExactly(good.id());
        assertThat(again).isEmpty();
    }

    private List<Payment> take(java.time.Instant until) {
        return store.takeDue(NOW.plusSeconds(1), until, 100).collectList().block(Duration.ofSeconds(10));
    }

    private void insert(Payment payment, String progress) throws SQLException {
        var now = OffsetDateTime.ofInstant(NOW, ZoneOffset.UTC);
        try (var connection = database.jdbc();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, payment.shard());
            insert.setObject(2, payment.id().value());
            insert.setInt(3, payment.version());
            insert.setObject(4, payment.customer().value());
            insert.setString(5, payment.key());
            insert.setLong(6, payment.amount().minor());
            insert.setString(7, payment.amount().asset().code());
            insert.setString(8, PaymentRows.parties(payment));
            insert.setString(9, progress);
            insert.setObject(10, now);
            insert.setObject(11, now.plusDays(1));
            insert.setObject(12, now);
            insert.executeUpdate();
        }
    }
}
