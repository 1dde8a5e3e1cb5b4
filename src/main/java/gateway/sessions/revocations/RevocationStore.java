package gateway.sessions.revocations;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.crypto.Sha256;
import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.tokens.TokenSettings;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes the truth about revocations. */
@Component
public class RevocationStore {

    private static final String LOCK = "select pg_advisory_xact_lock(:lock)";

    private static final String ADD = """
            with added as (
                insert into sessions.revocation (scope, subject, reason, revoked_at, matters_until)
                values (:scope, :subject, :reason, :now, clock_timestamp() + make_interval(secs => :outlives))
                returning epoch, matters_until),
            noted as (
                insert into sessions.security_event (at, actor, action, subject, detail)
                select :now, :actor, 'revoke ' || :scope, :subject, :reason
                  from added)
            select epoch, matters_until from added
            """;

    private final DatabaseClient database;
    private final TokenSettings tokens;

    RevocationStore(DatabaseClient database, TokenSettings tokens) {
        this.database = database;
        this.tokens = tokens;
    }

    /**
     * Call inside a transaction. Takes the subject's lock, so that a token is issued either before the revocation, and
     * dies with it, or after it, and had to pass it. How long it matters goes by the database's clock: a node whose
     * clock is late would write what the others forget at once.
     */
    public Mono<Revocation> add(Subject subject, String reason, String actor, Instant now) {
        return database.sql(LOCK)
                .bind("lock", lockOf(subject))
                .then()
                .then(database.sql(ADD)
                        .bind("scope", name(subject.scope()))
                        .bind("subject", subject.id())
                        .bind("reason", reason)
                        .bind("actor", actor)
                        .bind("now", now)
                        .bind("outlives", (double) tokens.outlivesEveryToken().toSeconds())
                        .map(row -> new Revocation(
                                subject,
                                required(row, "epoch", Long.class),
                                reason,
                                now,
                                required(row, "matters_until", Instant.class)))
                        .one());
    }

    /** As {@link RevocationLookup#effective}, inside the caller's transaction. */
    public Mono<Long> effective(List<Subject> subjects) {
        return RevocationLookup.effective(database, subjects);
    }

    /** The advisory lock that stands for a subject; two subjects sharing one would only wait for each other. */
    public static long lockOf(Subject subject) {
        return ByteBuffer.wrap(Sha256.of(name(subject.scope()) + ":" + subject.id()))
                .getLong();
    }

    static String name(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    static Scope scope(String name) {
        return Scope.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
