package gateway.webhooks.events;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.ids.EndpointId;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.webhooks.WebhookDatabase;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Adds to a partner's events what happens to webhooks themselves. */
@Component
public class AppendEvent {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String APPEND = """
        with numbered as (
            update webhooks.partner
               set last_number = last_number + 1
             where shard = :shard and id = :partner
            returning shard, id, last_number as number
        ), kept as (
            insert into webhooks.event (shard, partner, number, id, type, subject, version, body, collected_at)
            select n.shard, n.id, n.number, :event, :type, :subject, 1,
                   json_build_object('id', 'evt_' || cast(:event as uuid), 'type', cast(:type as text),
                                     'timestamp', cast(:at as text), 'number', n.number,
                                     'data', cast(:data as json))::text,
                   :now
              from numbered n
        ), queued as (
            insert into webhooks.delivery (shard, endpoint, number, partner, state, since, next_try_at)
            select e.shard, e.id, n.number, n.id, 'waiting', :now, :now
              from numbered n
              join webhooks.endpoint e
                on e.partner = n.id and e.state = 'enabled'
             where e.id = cast(:only as uuid)
                or cast(:only as uuid) is null
                   and (e.types && array[cast(:type as text), split_part(:type, '.', 1) || '.*', '*'])
        )
        select number from numbered
        """;

    private final WebhookDatabase own;
    private final TimeOrderedIds ids;

    public AppendEvent(WebhookDatabase own, TimeOrderedIds ids) {
        this.own = own;
        this.ids = ids;
    }

    /** Told to the partner's other endpoints; emits the event's number. */
    public Mono<Long> endpointDisabled(PartnerId partner, EndpointId endpoint, String why, Instant now) {
        var data = Map.of("endpoint", endpoint.toString(), "why", why);
        return append(partner, "endpoint.disabled", endpoint.value(), null, data, now);
    }

    /** Told to this endpoint alone, whatever it wants to hear; emits the event's number. */
    public Mono<Long> test(PartnerId partner, EndpointId endpoint, Instant now) {
        var data = Map.of("endpoint", endpoint.toString(), "text", "This is a test");
        return append(partner, "webhook.test", endpoint.value(), endpoint, data, now);
    }

    private Mono<Long> append(
            PartnerId partner,
            String type,
            UUID subject,
            @Nullable EndpointId only,
            Map<String, String> data,
            Instant now) {
        return Mono.defer(() -> own.client()
                .sql(APPEND)
                .bind("shard", partner.shard())
                .bind("partner", partner.value())
                .bind("event", ids.next(partner.shard()))
                .bind("type", type)
                .bind("subject", subject)
                .bind(
                        "only",
                        Parameters.in(
                                R2dbcType.NVARCHAR,
                                only == null ? null : only.value().toString()))
                .bind("data", JSON.writeValueAsString(data))
                .bind("at", now.toString())
                .bind("now", now)
                .map(row -> required(row, "number", Long.class))
                .one());
    }
}
