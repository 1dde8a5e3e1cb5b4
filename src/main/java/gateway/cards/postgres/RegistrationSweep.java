package gateway.cards.postgres;

import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes card data out of registrations whose time is over, and forgets them when their keys need not be known any more.
 */
@Component
public final class RegistrationSweep {

    private static final String LAPSE = """
            update cards.registration
               set state = 'lapsed', key_version = null, data_key = null, pan = null, expiry = null, reference = null
             where expires_at < :now and state in ('asking', 'code_sent')
            """;

    private static final String FORGET = """
            delete from cards.registration
             where expires_at < :before
            """;

    /** An idempotency key is known this long. */
    private static final Duration KEPT = Duration.ofDays(31);

    private final DatabaseClient database;

    RegistrationSweep(DatabaseClient database) {
        this.database = database;
    }

    /** Emits how many registrations lapsed. */
    public Mono<Long> run(Instant now) {
        var lapse = database.sql(LAPSE).bind("now", now).fetch().rowsUpdated();
        var forget =
                database.sql(FORGET).bind("before", now.minus(KEPT)).fetch().rowsUpdated();
        return lapse.flatMap(lapsed -> forget.thenReturn(lapsed));
    }
}
