package gateway.webhooks.partners;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.ids.EndpointId;
import gateway.shared.ids.PartnerId;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.WebhookProblem;
import gateway.webhooks.events.EventLog;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was sent to an endpoint and what came back, and the same again for whoever missed it. */
@Component
public class DeliveryLog {

    /** How many numbers one replay may cover. */
    public static final int MOST = 10_000;

    private static final String COLUMNS = """
        select d.number, v.id, v.type, d.state, d.attempts, d.since, d.next_try_at
          from webhooks.delivery d
          join webhooks.event v
            on v.shard = d.shard and v.partner = d.partner and v.number = d.number
        """;

    private static final String PAGE = COLUMNS + """
         where d.shard = :shard and d.endpoint = :endpoint and d.number < :before
           and (d.state = :state or :state = '')
         order by d.number desc
         limit :limit
        """;
    // With the state's name in it: what failed has an index of its own, and is little among what was delivered.
    private static final String FAILED = COLUMNS + """
         where d.shard = :shard and d.endpoint = :endpoint and d.number < :before and d.state = 'failed'
         order by d.number desc
         limit :limit
        """;

    private static final String FIND = COLUMNS + """
         where d.shard = :shard and d.endpoint = :endpoint and d.number = :number
        """;

    private static final String ATTEMPTS = """
        select at, status, millis, answer
          from webhooks.attempt
         where shard = :shard and endpoint = :endpoint and number = :number
         order by at desc
         limit :limit
        """;

    // What is on its way already goes on; what the endpoint does not want to hear is not sent. Nothing at all where
    // the first is forgotten: whoever asked would believe that they have all.
    private static final String REPLAY = """
        insert into webhooks.delivery as d (shard, endpoint, number, partner, state, since, next_try_at)
        select e.shard, e.id, v.number, v.partner, 'waiting', :now, :now
          from webhooks.endpoint e
          join webhooks.event v
            on v.shard = e.shard and v.partner = e.partner and v.number > :after and v.number <= :until
         where e.shard = :shard and e.id = :endpoint
           and (:one or v.type <> 'webhook.test'
                        and e.types && array[v.type, split_part(v.type, '.', 1) || '.*', '*'])
           and exists (select 1
                         from webhooks.event first
                        where first.shard = e.shard and first.partner = e.partner and first.number = :after + 1)
            on conflict (shard, endpoint, number) do update
           set state = 'waiting', attempts = 0, since = :now, next_try_at = :now
         where d.state = 'failed' or d.state = 'delivered' and :all
        """;

    private final WebhookDatabase own;
    private final Endpoints endpoints;
    private final EventLog events;
    private final Clock clock;

    DeliveryLog(WebhookDatabase own, Endpoints endpoints, EventLog events, Clock clock) {
        this.own = own;
        this.endpoints = endpoints;
        this.events = events;
        this.clock = clock;
    }

    /**
     * One event on its way to one endpoint.
     *
     * @param state {@code waiting}, {@code delivered} or {@code failed}
     * @param nextTryAt when it is tried next, at the earliest
     */
    public record Delivery(
            long number,
            UUID event,
            String type,
            String state,
            int attempts,
            Instant since,
            @Nullable Instant nextTryAt) {}

    /**
     * One attempt.
     *
     * @param status null when no answer came
     * @param answer its beginning, or why there was none
     */
    public record Attempt(Instant at, @Nullable Integer status, int millis, String answer) {}

    /** Newest first. */
    public Flux<Delivery> page(PartnerId partner, EndpointId endpoint, Optional<String> state, long before, int limit) {
        return endpoints
                .find(partner, endpoint)
                .thenMany(Flux.defer(() -> of(state)
                        .bind("shard", endpoint.shard())
                        .bind("endpoint", endpoint.value())
                        .bind("before", before)
                        .bind("limit", limit)
                        .map(DeliveryLog::delivery)
                        .all()));
    }

    private DatabaseClient.GenericExecuteSpec of(Optional<String> state) {
        return state.equals(Optional.of("failed"))
                ? own.client().sql(FAILED)
                : own.client().sql(PAGE).bind("state", state.orElse(""));
    }

    /** Errors with DELIVERY_NOT_FOUND. */
    public Mono<Delivery> find(PartnerId partner, EndpointId endpoint, long number) {
        return endpoints
                .find(partner, endpoint)
                .then(Mono.defer(() -> own.client()
                        .sql(FIND)
                        .bind("shard", endpoint.shard())
                        .bind("endpoint", endpoint.value())
                        .bind("number", number)
                        .map(DeliveryLog::delivery)
                        .one()
                        .switchIfEmpty(
                                Mono.error(() -> WebhookProblem.DELIVERY_NOT_FOUND.because("There is no " + number)))));
    }

    /** Newest first. */
    public Flux<Attempt> attempts(EndpointId endpoint, long number, int limit) {
        return own.client()
                .sql(ATTEMPTS)
                .bind("shard", endpoint.shard())
                .bind("endpoint", endpoint.value())
                .bind("number", number)
                .bind("limit", limit)
                .map(DeliveryLog::attempt)
                .all();
    }

    /** Sends one event again, whatever became of it. Errors with ENDPOINT_DISABLED or DELIVERY_NOT_FOUND. */
    public Mono<Delivery> replay(PartnerId partner, EndpointId endpoint, long number) {
        return endpoints
                .enabled(partner, endpoint)
                .then(Mono.defer(() -> replay(endpoint, number - 1, number, true, true)))
                .then(Mono.defer(() -> find(partner, endpoint, number)));
    }

    /**
     * Sends events again; emits how many. Errors with EVENTS_FORGOTTEN, and sends none, when there is a gap behind the
     * number from which they are asked for.
     *
     * @param after from the next number on
     * @param until up to this one
     * @param all also what was delivered; otherwise what failed and what was never queued
     */
    public Mono<Long> replay(PartnerId partner, EndpointId endpoint, long after, long until, boolean all) {
        return endpoints
                .enabled(partner, endpoint)
                .then(Mono.defer(() -> replay(endpoint, after, Math.min(until, after + MOST), all, false)))
                .flatMap(queued -> queued > 0
                        ? Mono.just(queued)
                        : events.check(partner, after).thenReturn(queued));
    }

    private Mono<Long> replay(EndpointId endpoint, long after, long until, boolean all, boolean one) {
        return own.client()
                .sql(REPLAY)
                .bind("now", clock.instant())
                .bind("after", after)
                .bind("until", until)
                .bind("shard", endpoint.shard())
                .bind("endpoint", endpoint.value())
                .bind("all", all)
                .bind("one", one)
                .fetch()
                .rowsUpdated();
    }

    private static Delivery delivery(Readable row) {
        return new Delivery(
                required(row, "number", Long.class),
                required(row, "id", UUID.class),
                required(row, "type", String.class),
                required(row, "state", String.class),
                required(row, "attempts", Integer.class),
                required(row, "since", Instant.class),
                row.get("next_try_at", Instant.class));
    }

    private static Attempt attempt(Readable row) {
        return new Attempt(
                required(row, "at", Instant.class),
                row.get("status", Integer.class),
                required(row, "millis", Integer.class),
                required(row, "answer", String.class));
    }
}
