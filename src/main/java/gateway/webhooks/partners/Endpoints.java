package gateway.webhooks.partners;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.ids.EndpointId;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.WebhookProblem;
import gateway.webhooks.events.AppendEvent;
import gateway.webhooks.reach.Reach;
import gateway.webhooks.signing.SigningKey.Kind;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The addresses at which partners are told. */
@Component
public class Endpoints {

    private static final String COUNT = """
        select count(*) from webhooks.endpoint where partner = :partner
        """;

    // Those of one partner come one after the other, so that none is beyond their number.
    private static final String QUEUE = """
        select pg_advisory_xact_lock(hashtextextended('webhooks.endpoint ' || :partner, 0))
        """;

    private static final String ADD = """
        insert into webhooks.endpoint (shard, id, partner, url, types, state, created_at, created_by,
                                       changed_at, changed_by)
        values (:shard, :id, :partner, :url, :types, 'enabled', :now, :by, :now, :by)
        """;

    private static final String COLUMNS = """
        select id, partner, url, types, state, why, accepted_at, changed_at, changed_by
          from webhooks.endpoint
        """;

    private static final String FIND = COLUMNS + " where shard = :shard and id = :id and partner = :partner";

    private static final String OF = COLUMNS + " where partner = :partner order by id";

    private static final String SWITCH = """
        update webhooks.endpoint
           set state = :state, why = :why, changed_at = :now, changed_by = :by
         where shard = :shard and id = :id and partner = :partner and state <> :state
        """;

    private final WebhookDatabase own;
    private final Partners partners;
    private final EndpointSecrets secrets;
    private final AppendEvent events;
    private final Reach reach;
    private final Tools tools;

    Endpoints(
            WebhookDatabase own,
            Partners partners,
            EndpointSecrets secrets,
            AppendEvent events,
            Reach reach,
            Tools tools) {
        this.own = own;
        this.partners = partners;
        this.secrets = secrets;
        this.events = events;
        this.reach = reach;
        this.tools = tools;
    }

    /** What every act on an endpoint needs. */
    @Component
    record Tools(PartnerSettings settings, TimeOrderedIds ids, Clock clock) {}

    /**
     * An endpoint as the staff see it.
     *
     * @param why it is disabled: {@code staff}, {@code gone} or {@code exhausted}
     * @param acceptedAt when it last accepted anything
     */
    public record Endpoint(
            EndpointId id,
            PartnerId partner,
            String url,
            List<String> types,
            boolean enabled,
            @Nullable String why,
            @Nullable Instant acceptedAt,
            Instant changedAt,
            String changedBy) {}

    /** An endpoint that somebody wants a partner to have. */
    public record Wanted(
            PartnerId partner, EndpointId id, String url, List<String> types, EndpointSecrets.Wanted secret) {}

    /** @param secret what the partner checks signatures with, shown once */
    public record Draft(Wanted wanted, String secret) {

        @Override
        public String toString() {
            return "Draft " + wanted.id();
        }
    }

    /**
     * An endpoint that nobody is told at yet. Errors with PARTNER_NOT_FOUND, ENDPOINT_URL_REFUSED, EVENT_TYPE_UNKNOWN
     * or ENDPOINTS_TOO_MANY.
     */
    public Mono<Draft> draft(PartnerId partner, String url, List<String> types, Kind kind) {
        return Mono.fromSupplier(() -> {
                    var id = new EndpointId(tools.ids().next(partner.shard()));
                    var secret = secrets.first(id, kind);
                    return new Draft(new Wanted(partner, id, url, types, secret.wanted()), secret.text());
                })
                .flatMap(draft -> check(draft.wanted()).thenReturn(draft));
    }

    /** Errors as {@link #draft} does. */
    Mono<Void> check(Wanted wanted) {
        return check(own.client(), wanted);
    }

    private Mono<Void> check(DatabaseClient client, Wanted wanted) {
        return partners.find(wanted.partner()).then(Mono.defer(() -> {
            reach.check(wanted.url());
            EventTypes.check(wanted.types());
            secrets.check(wanted.secret());
            return roomForOneMore(client, wanted.partner());
        }));
    }

    /** Part of the client's transaction, after it was checked again. */
    Mono<Void> add(DatabaseClient client, Wanted wanted, String by) {
        return client.sql(QUEUE)
                .bind("partner", wanted.partner().value().toString())
                .then()
                .then(Mono.defer(() -> check(client, wanted)))
                .then(Mono.defer(() -> insert(client, wanted, by)))
                .then(Mono.defer(() -> secrets.add(client, wanted.secret(), by)));
    }

    private Mono<Void> roomForOneMore(DatabaseClient client, PartnerId partner) {
        return client.sql(COUNT)
                .bind("partner", partner.value())
                .map(row -> required(row, "count", Long.class))
                .one()
                .flatMap(count -> count < tools.settings().mostEndpoints()
                        ? Mono.empty()
                        : Mono.error(WebhookProblem.ENDPOINTS_TOO_MANY.because("There are " + count)));
    }

    private Mono<Void> insert(DatabaseClient client, Wanted wanted, String by) {
        return client.sql(ADD)
                .bind("id", wanted.id().value())
                .bind("shard", wanted.id().shard())
                .bind("partner", wanted.partner().value())
                .bind("url", reach.check(wanted.url()).toString())
                .bind("types", EventTypes.check(wanted.types()).toArray(String[]::new))
                .bind("now", tools.clock().instant())
                .bind("by", by)
                .then();
    }

    /** Errors with ENDPOINT_NOT_FOUND, also for another partner's. */
    public Mono<Endpoint> find(PartnerId partner, EndpointId id) {
        return Mono.defer(() -> own.client()
                .sql(FIND)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .bind("partner", partner.value())
                .map(Endpoints::endpoint)
                .one()
                .switchIfEmpty(Mono.error(() -> WebhookProblem.ENDPOINT_NOT_FOUND.because("There is no " + id))));
    }

    public Flux<Endpoint> of(PartnerId partner) {
        return own.client()
                .sql(OF)
                .bind("partner", partner.value())
                .map(Endpoints::endpoint)
                .all();
    }

    /** Nothing is sent any more, and nothing new queued; what waits goes on when it is enabled again. */
    public Mono<Endpoint> disable(PartnerId partner, EndpointId id, String by) {
        return turn(partner, id, "disabled", "staff", by);
    }

    /** From now on it is told again. What it missed meanwhile is replayed by hand. */
    public Mono<Endpoint> enable(PartnerId partner, EndpointId id, String by) {
        return turn(partner, id, "enabled", "", by);
    }

    private Mono<Endpoint> turn(PartnerId partner, EndpointId id, String state, String why, String by) {
        return own.client()
                .sql(SWITCH)
                .bind("state", state)
                .bind("why", why)
                .bind("now", tools.clock().instant())
                .bind("by", by)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .bind("partner", partner.value())
                .then()
                .then(find(partner, id));
    }

    /** A secret that signs nothing yet, to take the place of the one that does. Errors with ENDPOINT_NOT_FOUND. */
    public Mono<EndpointSecrets.Draft> successor(PartnerId partner, EndpointId id, Kind kind) {
        return find(partner, id).flatMap(_ -> secrets.next(id, kind));
    }

    /** Sends an event that says nothing; emits its number. Errors with ENDPOINT_DISABLED. */
    public Mono<Long> test(PartnerId partner, EndpointId id) {
        return enabled(partner, id)
                .flatMap(_ -> events.test(partner, id, tools.clock().instant()));
    }

    /** Errors with ENDPOINT_NOT_FOUND or ENDPOINT_DISABLED. */
    Mono<Endpoint> enabled(PartnerId partner, EndpointId id) {
        return find(partner, id)
                .flatMap(endpoint -> endpoint.enabled()
                        ? Mono.just(endpoint)
                        : Mono.error(WebhookProblem.ENDPOINT_DISABLED.because("Enable it first")));
    }

    private static Endpoint endpoint(Readable row) {
        var why = row.get("why", String.class);
        return new Endpoint(
                new EndpointId(required(row, "id", UUID.class)),
                new PartnerId(required(row, "partner", UUID.class)),
                required(row, "url", String.class),
                Arrays.asList(required(row, "types", String[].class)),
                required(row, "state", String.class).equals("enabled"),
                why == null || why.isEmpty() ? null : why,
                row.get("accepted_at", Instant.class),
                required(row, "changed_at", Instant.class),
                required(row, "changed_by", String.class));
    }
}
