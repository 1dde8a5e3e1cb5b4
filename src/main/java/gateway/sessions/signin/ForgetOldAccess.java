package gateway.sessions.signin;

import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Removes what no decision can need any more: codes that expired, sessions that ended long ago, revocations older than
 * every session and every token they could touch. Who did what stays in the security events.
 */
@Component
class ForgetOldAccess {

    // A used or expired code is refused either way; a day keeps it for whoever looks into a complaint.
    private static final String CHALLENGES = """
            delete from sessions.challenge
             where ctid = any (array(
                   select ctid
                     from sessions.challenge
                    where expires_at < :before
                    limit 2000))
            """;

    private static final String SESSIONS = """
            delete from sessions.session
             where ctid = any (array(
                   select ctid
                     from sessions.session
                    where ends_at < :before
                    limit 2000))
            """;

    // A revocation refuses refreshes for as long as a session that began before it still stands, whatever its tokens.
    private static final String REVOCATIONS = """
            delete from sessions.revocation
             where epoch = any (array(
                   select epoch
                     from sessions.revocation
                    where matters_until < :before
                      and (scope = 'token' or not exists (
                          select 1
                            from sessions.session
                           where session.epoch <= revocation.epoch))
                    order by epoch
                    limit 2000))
            """;

    /** As many rows as every statement removes at most: a full step says that there is more to do. */
    private static final long STEP = 2_000;

    private static final Duration CODES_KEPT = Duration.ofDays(1);
    private static final Duration ENDED_KEPT = Duration.ofDays(30);
    private static final Duration TURN = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final Clock clock;

    ForgetOldAccess(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Bean
    BackgroundWork forgettingOldAccess() {
        return BackgroundWork.every("Forgetting old access", PAUSE, () -> run().timeout(DEADLINE));
    }

    /** Sessions before revocations: those that go first free the others. */
    Mono<Void> run() {
        return Flux.concat(
                        forget(CHALLENGES, CODES_KEPT), forget(SESSIONS, ENDED_KEPT), forget(REVOCATIONS, ENDED_KEPT))
                .then();
    }

    /** Step by step until nothing is left or the turn is over; what remains waits for the next turn. */
    private Mono<Void> forget(String sql, Duration age) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var step = step(sql, now.minus(age));
            return step.expand(removed -> removed < STEP || isOver(now) ? Mono.empty() : step)
                    .then();
        });
    }

    private boolean isOver(Instant begun) {
        return clock.instant().isAfter(begun.plus(TURN));
    }

    private Mono<Long> step(String sql, Instant before) {
        return database.sql(sql).bind("before", before).fetch().rowsUpdated();
    }
}
