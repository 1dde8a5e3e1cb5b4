package gateway.sessions.signin;

import gateway.platform.postgres.StepwiseDelete;
import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Removes what no decision can need any more: codes that expired, sessions that ended long ago, revocations older than
 * every session and every token they could touch, counts of phones and devices that nobody used for long. Who did what
 * stays in the security events.
 */
@Component
class ForgetOldAccess {

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
                    limit :step))
            """;

    // Locked, so that neither a code that is being sent nor a guess is counted in a row that is going.
    private static final String PHONES = """
            delete from sessions.%1$s
             where (shard, phone) in (
                   select shard, phone
                     from sessions.%1$s
                    where window_started_at < :before
                      and (locked_until is null or locked_until < :before)
                    limit :step
                      for update skip locked)
            """;

    // A device is the place where its sessions and revocations meet. Who signs in with it again gets a new one, and a
    // revocation refuses nothing that begins after it. Locked, because signing in touches the device first.
    private static final String DEVICES = """
            delete from sessions.device
             where (shard, id) in (
                   select shard, id
                     from sessions.device
                    where last_seen_at < :before
                      and not exists (
                          select 1
                            from sessions.session
                           where session.shard = device.shard
                             and session.customer = device.customer
                             and session.device = device.id)
                    limit :step
                      for update skip locked)
            """;

    private static final Duration TURN = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final StepwiseDelete delete;
    private final ForgetSettings settings;

    ForgetOldAccess(DatabaseClient database, Clock clock, ForgetSettings settings) {
        this.delete = new StepwiseDelete(database, clock, TURN);
        this.settings = settings;
    }

    @Bean
    BackgroundWork forgettingOldAccess() {
        return BackgroundWork.every("Forgetting old access", PAUSE, () -> run().timeout(DEADLINE));
    }

    /** Sessions before revocations and devices: those that go first free the others. */
    Mono<Void> run() {
        return Flux.concat(
                        delete.olderThan(settings.codes(), "sessions.challenge", "expires_at < :before"),
                        delete.olderThan(settings.ended(), "sessions.session", "ends_at < :before"),
                        delete.olderThan(settings.ended(), REVOCATIONS),
                        delete.olderThan(settings.phones(), PHONES.formatted("phone_guard")),
                        delete.olderThan(settings.phones(), PHONES.formatted("step_up_guard")),
                        delete.olderThan(settings.devices(), DEVICES))
                .then();
    }
}
