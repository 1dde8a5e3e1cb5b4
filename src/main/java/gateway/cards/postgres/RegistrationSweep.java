package gateway.cards.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.cards.Scheme;
import gateway.cards.vault.Envelopes;
import gateway.cards.vault.Field;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Takes card data out of registrations whose time is over, and forgets them when their keys need not be known any more.
 * A token that waited there for its code may pay by now, because the answer to the code can be lost: it goes to those
 * that their rails have to forget.
 */
@Component
public final class RegistrationSweep {

    // Whoever tries a code holds the row for a moment: the next round finds it.
    private static final String ENDED = """
            select shard, id, scheme, number, reference
              from cards.registration
             where reference is not null
               and (state = 'refused' or (state = 'code_sent' and expires_at < :now))
             order by expires_at
             limit :most
               for no key update skip locked
            """;

    private static final String DROP = """
            insert into cards.dropped_token (shard, card, number, dropped_at, scheme, key_version, data_key, rail_token,
                   due_at)
            values (:shard, :registration, :number, clock_timestamp(), :scheme, :key_version, :data_key, :rail_token,
                   :due)
            """;

    private static final String CLOSE = """
            update cards.registration
               set state = case state when 'code_sent' then 'lapsed' else state end,
                   key_version = null, data_key = null, pan = null, expiry = null, reference = null,
                   number = null
             where shard = :shard and id = :id
            """;

    private static final String LAPSE = """
            update cards.registration
               set state = 'lapsed', key_version = null, data_key = null, pan = null, expiry = null, number = null
             where expires_at < :now and state = 'asking'
            """;

    private static final String FORGET = """
            delete from cards.registration
             where expires_at < :before and reference is null
            """;

    /** An idempotency key is known this long. */
    private static final Duration KEPT = Duration.ofDays(31);

    private static final int MOST = 256;

    private final DatabaseClient database;
    private final Envelopes envelopes;
    private final TransactionalOperator transaction;

    RegistrationSweep(DatabaseClient database, Envelopes envelopes, TransactionalOperator transaction) {
        this.database = database;
        this.envelopes = envelopes;
        this.transaction = transaction;
    }

    /**
     * A registration that ended while it waited for a code.
     *
     * @param number of the card, as a keyed hash; null for those that began before it was kept
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Ended(short shard, UUID id, Scheme scheme, byte @Nullable [] number, String reference) {

        static Ended read(Readable row) {
            return new Ended(
                    required(row, "shard", Short.class),
                    required(row, "id", UUID.class),
                    CardStore.scheme(row),
                    row.get("number", byte[].class),
                    required(row, "reference", String.class));
        }
    }

    /**
     * One round, whose rest is for the next.
     *
     * @param keepers rails that keep cards; what their registrations wait under is a token
     * @param due when they are told to forget it
     */
    public Mono<Void> run(Instant now, Set<Scheme> keepers, Instant due) {
        return Mono.defer(() -> end(now, keepers, due))
                .then(Mono.defer(
                        () -> database.sql(LAPSE).bind("now", now).fetch().rowsUpdated()))
                .then(Mono.defer(() -> database.sql(FORGET)
                        .bind("before", now.minus(KEPT))
                        .fetch()
                        .rowsUpdated()))
                .then();
    }

    private Mono<Void> end(Instant now, Set<Scheme> keepers, Instant due) {
        return database.sql(ENDED)
                .bind("now", now)
                .bind("most", MOST)
                .map(Ended::read)
                .all()
                .collectList()
                .flatMapIterable(all -> all)
                .concatMap(it -> (keepers.contains(it.scheme()) ? drop(it, it.number(), due) : Mono.<Void>empty())
                        .then(Mono.defer(() -> close(it))))
                .then()
                .as(transaction::transactional);
    }

    private Mono<Void> drop(Ended it, byte @Nullable [] number, Instant due) {
        if (number == null) {
            return Mono.empty();
        }
        var cipher = envelopes.create(it.id());
        return database.sql(DROP)
                .bind("shard", it.shard())
                .bind("registration", it.id())
                .bind("number", number)
                .bind("scheme", it.scheme().rail())
                .bind("key_version", cipher.key().version())
                .bind("data_key", cipher.key().wrapped())
                .bind("rail_token", cipher.seal(Field.RAIL_TOKEN, it.reference()))
                .bind("due", due)
                .then();
    }

    private Mono<Void> close(Ended it) {
        return database.sql(CLOSE).bind("shard", it.shard()).bind("id", it.id()).then();
    }
}
