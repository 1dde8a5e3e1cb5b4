package gateway.notifications.wishes;

import static gateway.platform.postgres.Columns.required;

import gateway.notifications.NotificationDatabase;
import gateway.platform.http.Caller;
import gateway.sessions.Revocation.Subject;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The devices on which a customer takes push messages, one token each. */
@Component
public class PushTokens {

    // An app that was somebody else's yesterday tells nobody else's news today.
    private static final String FORGET_OTHERS = """
        delete from notifications.push_token
         where token = :token and not (shard = :shard and customer = :customer and device = :device)
        """;

    private static final String REGISTER = """
        insert into notifications.push_token (shard, customer, device, session, token, registered_at)
        values (:shard, :customer, :device, :session, :token, :now)
            on conflict (shard, customer, device) do update
           set session = excluded.session, token = excluded.token, registered_at = excluded.registered_at
        """;

    private static final String FORGET_DEVICE = """
        delete from notifications.push_token where shard = :shard and customer = :customer and device = :device
        """;

    private static final String FORGET_TOKEN = """
        delete from notifications.push_token where token = :token
        """;

    private static final String OF = """
        select device, token
          from notifications.push_token
         where shard = :shard and customer = :customer
         order by device
         limit 10
        """;

    // Each by an index of its own: one condition for all of them would read a shard's tokens to the last.
    private static final String CUSTOMER_OUT =
            "delete from notifications.push_token where shard = :shard and customer = :id";
    private static final String DEVICE_OUT =
            "delete from notifications.push_token where shard = :shard and device = :id";
    private static final String SESSION_OUT =
            "delete from notifications.push_token where shard = :shard and session = :id";

    private static final String AFTER = """
        select shard, customer, device, session
          from notifications.push_token
         where (shard, customer, device) > (:shard, :customer, :device)
         order by shard, customer, device
         limit :limit
        """;

    // Who signed in there again meanwhile has another session.
    private static final String ENDED = """
        delete from notifications.push_token t
         using unnest(:shards::smallint[], :customers::uuid[], :devices::uuid[], :sessions::uuid[])
               e(shard, customer, device, session)
         where t.shard = e.shard and t.customer = e.customer and t.device = e.device and t.session = e.session
        """;

    private final NotificationDatabase own;
    private final Clock clock;

    PushTokens(NotificationDatabase own, Clock clock) {
        this.own = own;
        this.clock = clock;
    }

    /** The caller's device takes pushes under this token from now on, and no other device does. */
    public Mono<Void> register(Caller caller, String token) {
        return Mono.defer(() -> forgetOthers(caller, token).then(put(caller, token)))
                .as(own.transaction()::transactional);
    }

    private Mono<Void> forgetOthers(Caller caller, String token) {
        return own.client()
                .sql(FORGET_OTHERS)
                .bind("token", token)
                .bind("shard", caller.customer().shard())
                .bind("customer", caller.customer().value())
                .bind("device", caller.device().value())
                .then();
    }

    private Mono<Void> put(Caller caller, String token) {
        return own.client()
                .sql(REGISTER)
                .bind("shard", caller.customer().shard())
                .bind("customer", caller.customer().value())
                .bind("device", caller.device().value())
                .bind("session", caller.session().value())
                .bind("token", token)
                .bind("now", clock.instant())
                .then();
    }

    /** The caller's device takes no more pushes. */
    public Mono<Void> forget(Caller caller) {
        return own.client()
                .sql(FORGET_DEVICE)
                .bind("shard", caller.customer().shard())
                .bind("customer", caller.customer().value())
                .bind("device", caller.device().value())
                .then();
    }

    /**
     * A device that takes pushes.
     *
     * @param token whoever knows it cannot send anything, but need not know it either
     */
    public record Address(UUID device, String token) {

        @Override
        public String toString() {
            return "Address[" + device + "]";
        }
    }

    /** Of every device of the customer, ten at most. */
    public Flux<Address> of(CustomerId customer) {
        return own.client()
                .sql(OF)
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .map(row -> new Address(required(row, "device", UUID.class), required(row, "token", String.class)))
                .all();
    }

    /** Nothing is there under this token any more. */
    public Mono<Void> drop(String token) {
        return own.client().sql(FORGET_TOKEN).bind("token", token).then();
    }

    /** Where a token stands, and the session that registered it. */
    record Place(int shard, UUID customer, UUID device, SessionId session) {

        static final Place BEGINNING = new Place(-1, new UUID(0, 0), new UUID(0, 0), new SessionId(new UUID(0, 0)));
    }

    /** The next ones after that place. */
    Flux<Place> after(Place last, int limit) {
        return own.client()
                .sql(AFTER)
                .bind("shard", (short) last.shard())
                .bind("customer", last.customer())
                .bind("device", last.device())
                .bind("limit", limit)
                .map(row -> new Place(
                        required(row, "shard", Short.class),
                        required(row, "customer", UUID.class),
                        required(row, "device", UUID.class),
                        new SessionId(required(row, "session", UUID.class))))
                .all();
    }

    /** Takes these away whose sessions are over; emits how many there still were. */
    Mono<Long> ended(List<Place> places) {
        return own.client()
                .sql(ENDED)
                .bind("shards", places.stream().map(it -> (short) it.shard()).toArray(Short[]::new))
                .bind("customers", places.stream().map(Place::customer).toArray(UUID[]::new))
                .bind("devices", places.stream().map(Place::device).toArray(UUID[]::new))
                .bind(
                        "sessions",
                        places.stream().map(it -> it.session().value()).toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** Whoever was signed out is told nothing more there. Does nothing for what is wider than a customer. */
    Mono<Void> signedOut(Subject subject) {
        return Mono.justOrEmpty(whose(subject))
                .flatMap(it -> own.client()
                        .sql(it.forget())
                        .bind("shard", it.shard())
                        .bind("id", it.id())
                        .then());
    }

    /** @param forget the statement that removes its tokens */
    private record Whose(String forget, int shard, UUID id) {}

    private static Optional<Whose> whose(Subject subject) {
        return switch (subject.scope()) {
            case CUSTOMER -> CustomerId.parse(subject.id()).map(it -> new Whose(CUSTOMER_OUT, it.shard(), it.value()));
            case DEVICE -> DeviceId.parse(subject.id()).map(it -> new Whose(DEVICE_OUT, it.shard(), it.value()));
            case SESSION -> SessionId.parse(subject.id()).map(it -> new Whose(SESSION_OUT, it.shard(), it.value()));
            case ALL, CLIENT, TOKEN -> Optional.empty();
        };
    }
}
