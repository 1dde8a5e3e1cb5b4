package gateway.sessions.revocations;

import gateway.platform.crypto.Sha256;
import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.tokens.TokenSettings;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The truth about revocations. */
@Component
public class RevocationStore {

    private static final String LOCK = "select pg_advisory_xact_lock(:lock)";

    private static final String ADD =
            """
            with added as (
                insert into sessions.revocation (scope, subject, reason, revoked_at, matters_until)
                values (:scope, :subject, :reason, :now, :mattersUntil)
                returning epoch),
            noted as (
                insert into sessions.security_event (at, actor, action, subject, detail)
                select :now, :actor, 'revoke ' || :scope, :subject, :reason
                  from added)
            select epoch from added
            """;

    private static final String SINCE =
            """
            select horizon.xid as horizon, news.scope, news.subject, news.epoch, news.reason,
                   news.revoked_at, news.matters_until
              from (select pg_snapshot_xmin(pg_current_snapshot())::text as xid) as horizon
              left join sessions.revocation news
                on news.xid >= cast(:since as xid8)
               and news.matters_until > :now
            """;

    private static final String EFFECTIVE =
            """
            select coalesce(max(epoch), 0) as epoch
              from sessions.revocation
             where (scope, subject) in (select * from unnest(:scopes::text[], :subjects::text[]))
            """;

    private final DatabaseClient database;
    private final TokenSettings tokens;

    RevocationStore(DatabaseClient database, TokenSettings tokens) {
        this.database = database;
        this.tokens = tokens;
    }

    /**
     * What a node has not heard yet.
     *
     * @param horizon ask from here next time: everything that committed late is after it
     */
    record News(String horizon, List<Revocation> revocations) {}

    /**
     * Call inside a transaction. Takes the subject's lock, so that a token is issued either before the revocation, and dies with
     * it, or after it, and had to pass it.
     */
    public Mono<Revocation> add(Subject subject, String reason, String actor, Instant now) {
        var mattersUntil = now.plus(tokens.outlivesEveryToken());
        return database.sql(LOCK)
                .bind("lock", lockOf(subject))
                .then()
                .then(database.sql(ADD)
                        .bind("scope", name(subject.scope()))
                        .bind("subject", subject.id())
                        .bind("reason", reason)
                        .bind("actor", actor)
                        .bind("now", now)
                        .bind("mattersUntil", mattersUntil)
                        .map(row -> new Revocation(subject, row.get("epoch", Long.class), reason, now, mattersUntil))
                        .one());
    }

    Mono<News> since(String horizon, Instant now) {
        return database.sql(SINCE)
                .bind("since", horizon)
                .bind("now", now)
                .map(row -> new News(row.get("horizon", String.class), found(row)))
                .all()
                .collectList()
                .map(RevocationStore::together);
    }

    /** The highest epoch any of the subjects was revoked at; zero when none was. */
    public Mono<Long> effective(List<Subject> subjects) {
        return database.sql(EFFECTIVE)
                .bind("scopes", subjects.stream().map(it -> name(it.scope())).toArray(String[]::new))
                .bind("subjects", subjects.stream().map(Subject::id).toArray(String[]::new))
                .map(row -> row.get("epoch", Long.class))
                .one();
    }

    /** The advisory lock that stands for a subject; two subjects sharing one would only wait for each other. */
    public static long lockOf(Subject subject) {
        return ByteBuffer.wrap(Sha256.of(name(subject.scope()) + ":" + subject.id())).getLong();
    }

    private static News together(List<News> rows) {
        return new News(
                rows.getFirst().horizon(),
                rows.stream().flatMap(row -> row.revocations().stream()).toList());
    }

    private static List<Revocation> found(Readable row) {
        var epoch = row.get("epoch", Long.class);
        if (Objects.isNull(epoch)) {
            return List.of();
        }
        return List.of(new Revocation(
                new Subject(scope(row.get("scope", String.class)), row.get("subject", String.class)),
                epoch,
                row.get("reason", String.class),
                row.get("revoked_at", Instant.class),
                row.get("matters_until", Instant.class)));
    }

    static String name(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    static Scope scope(String name) {
        return Scope.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
