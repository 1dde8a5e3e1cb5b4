package gateway.sessions.signin;

import static gateway.platform.postgres.Columns.required;

import gateway.sessions.Revocation.Subject;
import gateway.sessions.revocations.RevocationStore;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import gateway.shared.ids.TimeOrderedIds;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps devices and sessions. */
@Component
class SessionStore {

    private static final String SHARE = "select pg_advisory_xact_lock_shared(:lock)";
    private static final String HOLD = "select pg_advisory_xact_lock(:lock)";
    private static final String NEXT_EPOCH = "select nextval('sessions.epoch') as epoch";

    private static final String KNOW_DEVICE = """
            insert into sessions.device (shard, id, customer, key, name, created_at, last_seen_at)
            values (:shard, :id, :customer, :key, :name, :now, :now)
            on conflict (shard, customer, key) do update
               set name = excluded.name,
                   last_seen_at = excluded.last_seen_at
            returning id
            """;

    private static final String OTHER_DEVICE = """
            select exists (select 1
                             from sessions.device
                            where shard = :shard and customer = :customer and id <> :device) as has
            """;

    private static final String OPEN = """
            with opened as (
                insert into sessions.session (shard, id, customer, device, client, key, epoch, rotated_at,
                                              authenticated_at, last_seen_at, ends_at)
                values (:shard, :id, :customer, :device, :client, :key, nextval('sessions.epoch'), :now,
                        :now, :now, :endsAt)
                returning id, customer, device, client, key, epoch, generation, rotated_at, authenticated_at,
                          last_seen_at, ends_at),
            noted as (
                insert into sessions.security_event (at, actor, action, subject, detail)
                select :now, 'cus_' || customer, 'sign in', 'ses_' || id, 'dev_' || device
                  from opened)
            select * from opened
            """;

    private static final String LIVE = """
            select session.id, session.customer, session.device, session.client, session.key, session.epoch,
                   session.generation, session.rotated_at, session.authenticated_at, session.last_seen_at,
                   session.ends_at, device.name
              from sessions.session
              join sessions.device on device.shard = session.shard and device.id = session.device
             where session.shard = :shard
               and session.customer = :customer
               and session.ends_at > :now
               and session.last_seen_at > :idleSince
               and not exists (
                   select 1
                     from sessions.revocation
                    where revocation.epoch >= session.epoch
                      and (revocation.scope, revocation.subject) in (
                          ('all', '*'), ('client', session.client), ('customer', 'cus_' || session.customer),
                          ('device', 'dev_' || session.device), ('session', 'ses_' || session.id)))
             order by session.epoch desc
             limit 1000
            """;

    private static final String FIND = """
            select id, customer, device, client, key, epoch, generation, rotated_at, authenticated_at, last_seen_at,
                   ends_at
              from sessions.session
             where shard = :shard
               and id = :id
            """;

    private static final String FIND_LOCKED = """
            select id, customer, device, client, key, epoch, generation, rotated_at, authenticated_at, last_seen_at,
                   ends_at
              from sessions.session
             where shard = :shard
               and id = :id
               for update
            """;

    private static final String ROTATE = """
            update sessions.session
               set generation = generation + 1,
                   rotated_at = :now,
                   last_seen_at = :now
             where shard = :shard
               and id = :id
               and generation = :generation
            """;

    private final DatabaseClient database;
    private final TimeOrderedIds ids;

    SessionStore(DatabaseClient database, TimeOrderedIds ids) {
        this.database = database;
        this.ids = ids;
    }

    /** A live session as its owner sees it. */
    record Listed(Session session, String deviceName) {}

    /** Until the transaction ends nobody can revoke this subject's access; others may share. */
    Mono<Void> share(Subject subject) {
        return database.sql(SHARE).bind("lock", RevocationStore.lockOf(subject)).then();
    }

    /** Until the transaction ends nobody else shares or holds it. */
    Mono<Void> hold(Subject subject) {
        return database.sql(HOLD).bind("lock", RevocationStore.lockOf(subject)).then();
    }

    Mono<Long> nextEpoch() {
        return database.sql(NEXT_EPOCH)
                .map(row -> required(row, "epoch", Long.class))
                .one();
    }

    /** @param isNew whether nobody has seen it with this customer before */
    record Known(DeviceId id, boolean isNew) {}

    /** The same key is the same device. */
    Mono<Known> know(CustomerId customer, String key, String name, Instant now) {
        return Mono.defer(() -> know(customer, key, name, now, ids.next(customer.shard())));
    }

    private Mono<Known> know(CustomerId customer, String key, String name, Instant now, UUID fresh) {
        return database.sql(KNOW_DEVICE)
                .bind("shard", customer.shard())
                .bind("id", fresh)
                .bind("customer", customer.value())
                .bind("key", key)
                .bind("name", name)
                .bind("now", now)
                .map(row -> required(row, "id", UUID.class))
                .one()
                .map(id -> new Known(new DeviceId(id), id.equals(fresh)));
    }

    Mono<Boolean> hasOtherDevice(CustomerId customer, DeviceId device) {
        return database.sql(OTHER_DEVICE)
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .bind("device", device.value())
                .map(row -> required(row, "has", Boolean.class))
                .one();
    }

    Mono<Session> open(CustomerId customer, DeviceId device, String client, String key, Instant now, Instant endsAt) {
        return database.sql(OPEN)
                .bind("shard", customer.shard())
                .bind("id", ids.next(customer.shard()))
                .bind("customer", customer.value())
                .bind("device", device.value())
                .bind("client", client)
                .bind("key", key)
                .bind("now", now)
                .bind("endsAt", endsAt)
                .map(SessionStore::session)
                .one();
    }

    /** Newest first. */
    Flux<Listed> live(CustomerId customer, Instant now, Instant idleSince) {
        return database.sql(LIVE)
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .bind("now", now)
                .bind("idleSince", idleSince)
                .map(row -> new Listed(session(row), required(row, "name", String.class)))
                .all();
    }

    Mono<Session> find(SessionId id) {
        return read(FIND, id);
    }

    Mono<Session> findLocked(SessionId id) {
        return read(FIND_LOCKED, id);
    }

    /** Errors when somebody else rotated it: the caller holds the row's lock, so that cannot be. */
    Mono<Void> rotate(Session session, Instant now) {
        return database.sql(ROTATE)
                .bind("shard", session.id().shard())
                .bind("id", session.id().value())
                .bind("generation", session.generation())
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(
                        Mono.error(() -> new IllegalStateException("Rotated in spite of the lock: " + session.id())))
                .then();
    }

    private Mono<Session> read(String sql, SessionId id) {
        return database.sql(sql)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .map(SessionStore::session)
                .one();
    }

    private static Session session(Readable row) {
        return new Session(
                new SessionId(required(row, "id", UUID.class)),
                new CustomerId(required(row, "customer", UUID.class)),
                new DeviceId(required(row, "device", UUID.class)),
                required(row, "client", String.class),
                required(row, "key", String.class),
                required(row, "epoch", Long.class),
                required(row, "generation", Integer.class),
                required(row, "rotated_at", Instant.class),
                required(row, "authenticated_at", Instant.class),
                required(row, "last_seen_at", Instant.class),
                required(row, "ends_at", Instant.class));
    }
}
