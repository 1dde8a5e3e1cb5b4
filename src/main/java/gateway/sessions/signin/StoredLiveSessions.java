package gateway.sessions.signin;

import static gateway.platform.postgres.Columns.required;

import gateway.sessions.LiveSessions;
import gateway.sessions.policy.PolicyInForce;
import gateway.shared.ids.SessionId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Asks the table of sessions, and that of revocations. */
@Component
class StoredLiveSessions implements LiveSessions {

    private static final String LIVE = """
            select session.id
              from unnest(:shards::smallint[], :ids::uuid[]) asked(shard, id)
              join sessions.session on session.shard = asked.shard and session.id = asked.id
             where session.ends_at > :now
               and session.last_seen_at > :idleSince
               and not exists (
                   select 1
                     from sessions.revocation
                    where revocation.epoch >= session.epoch
                      and (revocation.scope, revocation.subject) in (
                          ('all', '*'), ('client', session.client), ('customer', 'cus_' || session.customer),
                          ('device', 'dev_' || session.device), ('session', 'ses_' || session.id)))
            """;

    private final DatabaseClient database;
    private final PolicyInForce policy;
    private final Clock clock;

    StoredLiveSessions(DatabaseClient database, PolicyInForce policy, Clock clock) {
        this.database = database;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Flux<SessionId> among(List<SessionId> sessions) {
        return Flux.defer(() -> {
            var now = clock.instant();
            return database.sql(LIVE)
                    .bind(
                            "shards",
                            sessions.stream().map(it -> (short) it.shard()).toArray(Short[]::new))
                    .bind("ids", sessions.stream().map(SessionId::value).toArray(UUID[]::new))
                    .bind("now", now)
                    .bind("idleSince", now.minus(policy.sessions(now).idle()))
                    .map(row -> new SessionId(required(row, "id", UUID.class)))
                    .all();
        });
    }
}
