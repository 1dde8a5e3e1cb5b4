package gateway.payments.postgres;

import gateway.payments.Payment;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Payments of the past, for who prices them again. */
public final class PastPayments {

    private static final String SINCE =
            "select " + PaymentRows.COLUMNS + " from payments.payment where opened_at >= :since order by opened_at, id";

    private final DatabaseClient database;

    public PastPayments(DatabaseClient database) {
        this.database = database;
    }

    /** In the order in which they were made; reads the whole table, so not beside payments. */
    public Flux<Payment> since(Instant moment) {
        return database.sql(SINCE)
                .bind("since", moment)
                .map(PaymentRows::payment)
                .all();
    }
}
