package gateway.webhooks.partners;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.ids.EndpointId;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.signing.SigningKey.Kind;
import gateway.webhooks.signing.WebhookKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What messages to an endpoint are signed with. Sealed in the database, and shown once. */
@Component
public class EndpointSecrets {

    // Whoever rotates at the same time meets the row's lock, and then the next number.
    private static final String LAST = """
        select coalesce((select max(number) from webhooks.secret s where s.shard = e.shard and s.endpoint = e.id), 0)
                   as number
          from webhooks.endpoint e
         where e.shard = :shard and e.id = :endpoint
           for no key update
        """;

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
     * A secret as it is shown once.
     *
     * @param text {@code whsec_…}, or {@code whpk_…} of a pair
     * @param oldUntil how long the ones before sign, too; null for the first
     */
    public record Fresh(
            int number, String kind, String text, @Nullable Instant oldUntil) {

        @Override
        public String toString() {
            return "Fresh " + number + " " + kind;
        }
    }

    /** The first one; part of the caller's transaction. */
    Mono<Fresh> add(EndpointId endpoint, Kind kind, String by) {
        return insert(endpoint, 1, kind, by, null);
    }

    Mono<Fresh> rotate(EndpointId endpoint, Kind kind, String by) {
        var end = clock.instant().plus(settings.overlap());
        return own.client()
                .sql(LAST)
                .bind("shard", endpoint.shard())
                .bind("endpoint", endpoint.value())
                .map(row -> required(row, "number", Integer.class) + 1)
                .one()
                .flatMap(number -> insert(endpoint, number, kind, by, end))
                .flatMap(fresh -> endOthers(endpoint, fresh.number(), end).thenReturn(fresh))
                .as(own.transaction()::transactional);
    }

    private Mono<Fresh> insert(EndpointId endpoint, int number, Kind kind, String by, @Nullable Instant oldUntil) {
        var name = new WebhookKeys.Name(endpoint, number, kind);
        var key = keys.draw(kind);
        var wireName = kind.name().toLowerCase(Locale.ROOT);
        return own.client()
                .sql(ADD)
                .bind("shard", endpoint.shard())
                .bind("endpoint", endpoint.value())
                .bind("number", number)
                .bind("kind", wireName)
                .bind("sealed", keys.seal(name, key))
                .bind("now", clock.instant())
                .bind("by", by)
                .then()
                .thenReturn(new Fresh(number, wireName, key.shown(), oldUntil));
    }

    private Mono<Void> endOthers(EndpointId endpoint, int number, Instant end) {
        return own.client()
                .sql(END_OTHERS)
                .bind("end", end)
                .bind("shard", endpoint.shard())
                .bind("endpoint", endpoint.value())
                .bind("number", number)
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
