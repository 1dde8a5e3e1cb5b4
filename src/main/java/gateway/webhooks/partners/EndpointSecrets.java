package gateway.webhooks.partners;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.http.RequestProblem;
import gateway.shared.ids.EndpointId;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.WebhookProblem;
import gateway.webhooks.signing.SigningKey.Kind;
import gateway.webhooks.signing.WebhookKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What messages to an endpoint are signed with. Sealed in the database, and shown once. */
@Component
public class EndpointSecrets {

    private static final String LAST = """
        select coalesce((select max(number) from webhooks.secret s where s.shard = e.shard and s.endpoint = e.id), 0)
                   as number
          from webhooks.endpoint e
         where e.shard = :shard and e.id = :endpoint
        """;

    // Whoever rotates at the same time meets the row's lock, and then the next number.
    private static final String HELD = LAST + " for no key update";

    private static final String ADD = """
        insert into webhooks.secret (shard, endpoint, number, kind, sealed, created_at, created_by)
        values (:shard, :endpoint, :number, :kind, :sealed, :now, :by)
        """;

    private static final String END_OTHERS = """
        update webhooks.secret
           set until = least(until, :end)
         where shard = :shard and endpoint = :endpoint and number < :number
           and (until is null or until > :end)
        """;

    private static final String OF = """
        select number, kind, created_at, created_by, until
          from webhooks.secret
         where shard = :shard and endpoint = :endpoint and (until is null or until > :now)
         order by number
        """;

    private final WebhookDatabase own;
    private final WebhookKeys keys;
    private final PartnerSettings settings;
    private final Clock clock;

    EndpointSecrets(WebhookDatabase own, WebhookKeys keys, PartnerSettings settings, Clock clock) {
        this.own = own;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A secret as the staff see it afterwards.
     *
     * @param until when it stops signing; null for the one that goes on
     */
    public record Secret(
            int number,
            String kind,
            Instant createdAt,
            String createdBy,
            @Nullable Instant until) {}

    /**
     * A secret that somebody wants an endpoint's messages to be signed with.
     *
     * @param number one more than the last one's
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Wanted(EndpointId endpoint, int number, Kind kind, byte[] sealed) {

        @Override
        public String toString() {
            return "Wanted " + endpoint + " " + number;
        }
    }

    /** @param text {@code whsec_…}, or {@code whpk_…} of a pair, shown once */
    public record Draft(Wanted wanted, String text) {

        @Override
        public String toString() {
            return "Draft " + wanted;
        }
    }

    Draft first(EndpointId endpoint, Kind kind) {
        return draft(endpoint, 1, kind);
    }

    Mono<Draft> next(EndpointId endpoint, Kind kind) {
        return last(own.client(), LAST, endpoint).map(last -> draft(endpoint, last + 1, kind));
    }

    private Draft draft(EndpointId endpoint, int number, Kind kind) {
        var key = keys.draw(kind);
        var sealed = keys.seal(new WebhookKeys.Name(endpoint, number, kind), key);
        return new Draft(new Wanted(endpoint, number, kind, sealed), key.shown());
    }

    /** Throws FIELD_INVALID for what is not a secret of this endpoint and number, sealed here. */
    void check(Wanted wanted) {
        if (!keys.opens(new WebhookKeys.Name(wanted.endpoint(), wanted.number(), wanted.kind()), wanted.sealed())) {
            throw RequestProblem.FIELD_INVALID
                    .because("No secret is sealed in it")
                    .with("field", "content");
        }
    }

    /** The first one; part of the client's transaction. */
    Mono<Void> add(DatabaseClient client, Wanted wanted, String by) {
        return client.sql(ADD)
                .bind("shard", wanted.endpoint().shard())
                .bind("endpoint", wanted.endpoint().value())
                .bind("number", wanted.number())
                .bind("kind", wanted.kind().name().toLowerCase(Locale.ROOT))
                .bind("sealed", wanted.sealed())
                .bind("now", clock.instant())
                .bind("by", by)
                .then();
    }

    /**
     * Signs beside the old ones, and alone after a while; part of the client's transaction. Errors with
     * ENDPOINT_CHANGED when there is another one of that number by now.
     */
    Mono<Void> rotate(DatabaseClient client, Wanted wanted, String by) {
        return last(client, HELD, wanted.endpoint())
                .filter(last -> last == wanted.number() - 1)
                .switchIfEmpty(
                        Mono.error(() -> WebhookProblem.ENDPOINT_CHANGED.because("Its secret was rotated meanwhile")))
                .then(Mono.defer(() -> add(client, wanted, by)))
                .then(Mono.defer(() -> endOthers(client, wanted)));
    }

    private static Mono<Integer> last(DatabaseClient client, String statement, EndpointId endpoint) {
        return client.sql(statement)
                .bind("shard", endpoint.shard())
                .bind("endpoint", endpoint.value())
                .map(row -> required(row, "number", Integer.class))
                .one();
    }

    private Mono<Void> endOthers(DatabaseClient client, Wanted wanted) {
        return client.sql(END_OTHERS)
                .bind("end", clock.instant().plus(settings.overlap()))
                .bind("shard", wanted.endpoint().shard())
                .bind("endpoint", wanted.endpoint().value())
                .bind("number", wanted.number())
                .then();
    }

    /** Those that sign now. */
    public Flux<Secret> of(EndpointId endpoint) {
        return own.client()
                .sql(OF)
                .bind("shard", endpoint.shard())
                .bind("endpoint", endpoint.value())
                .bind("now", clock.instant())
                .map(row -> new Secret(
                        required(row, "number", Integer.class),
                        required(row, "kind", String.class),
                        required(row, "created_at", Instant.class),
                        required(row, "created_by", String.class),
                        row.get("until", Instant.class)))
                .all();
    }
}
