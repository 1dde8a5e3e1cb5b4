package gateway.operators.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.operators.wire.BasicLogin;
import gateway.operators.wire.Login;
import gateway.operators.wire.Passwords;
import gateway.platform.crypto.Sha256;
import io.r2dbc.spi.Readable;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the hashes for every call: the call after a change may reach any node, and comes with the new password. */
@Component
class PostgresPasswords implements Passwords {

    private static final String FIND =
            "select hash, previous, previous_until from operators.credential where operator = :operator";

    // Of two changes at once the second finds another hash than the one that let it in.
    private static final String CHANGE = """
            update operators.credential
               set hash = :hash, changed_at = :at, previous = :known, previous_until = :until
             where operator = :operator and hash = :known
            """;

    private static final String CHOOSE = """
            insert into operators.credential (operator, hash, changed_at, previous, previous_until)
            values (:operator, :hash, :at, :known, :until)
                on conflict (operator) do nothing
            """;

    private static final String USE = """
            update operators.credential
               set previous = null, previous_until = null
             where operator = :operator and hash = :hash and previous is not null
            """;

    private final DatabaseClient database;
    private final Clock clock;

    PostgresPasswords(OperatorDatabase database, Clock clock) {
        this.database = database.client();
        this.clock = clock;
    }

    /**
     * What counts now.
     *
     * @param chosen by the operator itself, and not from the settings
     * @param previous null when only the current one counts
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record InForce(boolean chosen, byte[] current, byte @Nullable [] previous) {

        static InForce read(Readable row, Instant now) {
            var until = row.get("previous_until", Instant.class);
            return new InForce(
                    true,
                    required(row, "hash", byte[].class),
                    until != null && now.isBefore(until) ? row.get("previous", byte[].class) : null);
        }
    }

    @Override
    public Mono<Boolean> areRight(Login login, @Nullable String authorization) {
        var presented = BasicLogin.parse(authorization);
        return presented.isEmpty()
                ? Mono.just(false)
                : inForce(login)
                        .flatMap(found ->
                                found.isEmpty() ? Mono.just(false) : isRight(login, presented.get(), found.get()));
    }

    private Mono<Boolean> isRight(Login login, BasicLogin presented, InForce it) {
        boolean current = presented.matches(login.name(), it.current());
        if (it.previous() == null) {
            return Mono.just(current);
        }
        boolean previous = presented.matches(login.name(), it.previous());
        return current ? used(login, it.current()).thenReturn(true) : Mono.just(previous);
    }

    private Mono<Void> used(Login login, byte[] current) {
        return database.sql(USE)
                .bind("operator", login.operator().name())
                .bind("hash", current)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Change> change(Login login, @Nullable String authorization, String password, Duration overlap) {
        var presented = BasicLogin.parse(authorization).map(BasicLogin::password);
        var fresh = Sha256.of(password);
        return presented.isEmpty()
                ? Mono.just(Change.OVERTAKEN)
                : change(login, presented.get(), fresh, overlap)
                        // Somebody was quicker, with the same or with another one.
                        .switchIfEmpty(Mono.defer(() -> change(login, presented.get(), fresh, overlap)))
                        .defaultIfEmpty(Change.OVERTAKEN);
    }

    private Mono<Change> change(Login login, byte[] presented, byte[] fresh, Duration overlap) {
        return inForce(login)
                .flatMap(found -> found.isEmpty()
                        ? Mono.just(Change.OVERTAKEN)
                        : change(login, found.get(), presented, fresh, overlap));
    }

    private Mono<Change> change(Login login, InForce it, byte[] presented, byte[] fresh, Duration overlap) {
        boolean isCurrent = MessageDigest.isEqual(it.current(), fresh);
        if (!MessageDigest.isEqual(it.current(), presented)) {
            boolean knewPrevious = it.previous() != null && MessageDigest.isEqual(it.previous(), presented);
            return Mono.just(knewPrevious && isCurrent ? Change.DONE_BEFORE : Change.OVERTAKEN);
        }
        return isCurrent ? Mono.just(Change.SAME) : store(login, it, fresh, overlap);
    }

    private Mono<Change> store(Login login, InForce it, byte[] fresh, Duration overlap) {
        var now = clock.instant();
        return database.sql(it.chosen() ? CHANGE : CHOOSE)
                .bind("operator", login.operator().name())
                .bind("hash", fresh)
                .bind("at", now)
                .bind("known", it.current())
                .bind("until", now.plus(overlap))
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1 ? Mono.just(Change.DONE) : Mono.empty());
    }

    private Mono<Optional<InForce>> inForce(Login login) {
        return database.sql(FIND)
                .bind("operator", login.operator().name())
                .map(row -> InForce.read(row, clock.instant()))
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.ofNullable(login.sha256())
                        .map(hex -> new InForce(false, HexFormat.of().parseHex(hex), null)));
    }
}
