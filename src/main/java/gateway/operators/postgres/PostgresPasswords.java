package gateway.operators.postgres;

import gateway.operators.Operator;
import gateway.operators.wire.BasicLogin;
import gateway.operators.wire.Login;
import gateway.operators.wire.Passwords;
import gateway.platform.crypto.Sha256;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the hash for every call: the call after a change may reach any node, and comes with the new password. */
@Component
class PostgresPasswords implements Passwords {

    private static final String FIND = "select hash from operators.credential where operator = :operator";

    private static final String CHANGE = """
            insert into operators.credential (operator, hash, changed_at)
            values (:operator, :hash, :at)
                on conflict (operator) do update set hash = excluded.hash, changed_at = excluded.changed_at
            """;

    private final DatabaseClient database;
    private final Clock clock;

    PostgresPasswords(OperatorDatabase database, Clock clock) {
        this.database = database.client();
        this.clock = clock;
    }

    @Override
    public Mono<Boolean> areRight(Login login, @Nullable String authorization) {
        var presented = BasicLogin.parse(authorization);
        return presented.isEmpty()
                ? Mono.just(false)
                : inForce(login).map(hash -> hash.isPresent() && presented.get().matches(login.name(), hash.get()));
    }

    @Override
    public Mono<Boolean> change(Login login, String password) {
        var hash = Sha256.of(password);
        return inForce(login)
                .map(now -> now.isPresent() && MessageDigest.isEqual(now.get(), hash))
                .flatMap(same -> same ? Mono.just(false) : store(login.operator(), hash));
    }

    private Mono<Boolean> store(Operator operator, byte[] hash) {
        return database.sql(CHANGE)
                .bind("operator", operator.name())
                .bind("hash", hash)
                .bind("at", clock.instant())
                .fetch()
                .rowsUpdated()
                .thenReturn(true);
    }

    private Mono<Optional<byte[]>> inForce(Login login) {
        return database.sql(FIND)
                .bind("operator", login.operator().name())
                .map(row -> Objects.requireNonNull(row.get("hash", byte[].class)))
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.ofNullable(login.sha256())
                        .map(hex -> HexFormat.of().parseHex(hex)));
    }
}
