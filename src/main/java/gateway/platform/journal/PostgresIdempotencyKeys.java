package gateway.platform.journal;

import gateway.platform.journal.ClaimKey.KeyRefusal;
import gateway.platform.journal.ClaimKeys.KeyName;
import gateway.platform.journal.ClaimKeys.Taken;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads keys with one statement from the common pool. */
@Component
class PostgresIdempotencyKeys implements IdempotencyKeys {

    private static final String FIND = """
            select i.fingerprint, i.subject, a.status, a.body
              from platform.idempotency i
              left join lateral (%s) a on true
             where i.shard = :shard and i.scope = :scope and i.key = :key
            """.formatted(KeepAnswers.FIND);

    private final DatabaseClient database;

    PostgresIdempotencyKeys(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Optional<KeyRefusal>> find(int shard, UUID scope, String key, byte[] fingerprint) {
        var name = new KeyName(shard, scope, key);
        return database.sql(FIND)
                .bind("shard", (short) shard)
                .bind("scope", scope)
                .bind("key", key)
                .map(row -> taken(name, row).refusal(fingerprint))
                .one()
                .singleOptional();
    }

    private static Taken taken(KeyName name, Readable row) {
        return new Taken(
                name,
                Objects.requireNonNull(row.get(0, byte[].class)),
                Objects.requireNonNull(row.get(1, UUID.class)),
                ClaimKeys.answer(row::get, 2));
    }
}
