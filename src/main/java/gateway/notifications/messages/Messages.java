package gateway.notifications.messages;

import static gateway.platform.postgres.Columns.required;

import gateway.customers.Phone;
import gateway.notifications.Channel;
import gateway.notifications.Kind;
import gateway.notifications.NotificationDatabase;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps every message with its state. */
@Component
public class Messages implements CodeRecord, UndeliveredCodes {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

    // What waits for the morning is not even read in the night: there may be much of it.
    private static final String TAKE = """
        with due as (
            select shard, id
              from notifications.message
             where state = 'waiting' and channel = :channel and next_try_at <= :now
               and quiet = any(:quiet) and kind = any(:kinds)
             order by next_try_at
             limit :most
               for update skip locked
        )
        update notifications.message m
           set next_try_at = :lease, attempts = m.attempts + 1, changed_at = :now
          from due
         where m.shard = due.shard and m.id = due.id
        returning m.id, m.customer, m.kind, m.channel, m.parameters, m.attempts, m.since, m.until
        """;

    // What a newer node has written is left to newer nodes.
    private static final String[] KINDS =
            Arrays.stream(Kind.values()).map(Kind::code).toArray(String[]::new);

    // Whoever took it later has the say. What was on its way when the customer had enough of it was told all the same.
    private static final String MARK = """
        update notifications.message
           set state = :state, why = :why, provider = :provider, provider_id = :providerId,
               next_try_at = :nextTryAt, changed_at = :now
         where shard = :shard and id = :id and attempts = :attempts
           and (state = 'waiting' or state = 'suppressed' and cast(:state as text) = 'taken')
        """;

    // What is told of a code stays with it for the staff; the code itself was never here.
    private static final String NOTE_CODE = """
        insert into notifications.message (shard, id, phone, kind, channel, quiet, parameters, state, attempts,
                                           provider, provider_id, since, until, next_try_at, changed_at)
        values (:shard, :id, :phone, 'code', 'sms', false, '{}', 'taken', 1, :provider, :providerId, :now, :until,
                :askAt, :now)
            on conflict (shard, id) do nothing
        """;

    private static final String UNDELIVERED = """
        select id from notifications.message where kind = 'code' and state = 'failed' and changed_at >= :since
        """;

    private static final String TAKEN_AGAIN = """
        update notifications.message
           set state = 'taken', provider = :provider, provider_id = :providerId, attempts = attempts + 1,
               next_try_at = :askAt, changed_at = :now
         where shard = :shard and id = :id and kind = 'code' and state = 'failed'
        """;

    private final NotificationDatabase own;

    Messages(NotificationDatabase own) {
        this.own = own;
    }

    /**
     * Takes what is due, oldest first. Whoever dies with it loses it when the lease is over.
     *
     * @param quietToo whether what waits for the end of quiet hours may be sent
     */
    public Flux<Due> take(Channel channel, boolean quietToo, int most, Instant now, Instant lease) {
        return own.client()
                .sql(TAKE)
                .bind("channel", channel.code())
                .bind("quiet", quietToo ? new Boolean[] {false, true} : new Boolean[] {false})
                .bind("kinds", KINDS)
                .bind("most", most)
                .bind("now", now)
                .bind("lease", lease)
                .map(Messages::due)
                .all();
    }

    public Mono<Void> mark(Due due, Became became, Instant now) {
        return switch (became) {
            case Became.Taken it -> mark(due, "taken", null, it.provider(), it.providerId(), it.askAt(), now);
            case Became.Failed it -> mark(due, "failed", it.why(), null, null, null, now);
            case Became.Waiting it -> mark(due, "waiting", it.why(), null, null, it.nextTryAt(), now);
            case Became.Expired it -> mark(due, "expired", it.why(), null, null, null, now);
        };
    }

    private Mono<Void> mark(
            Due due,
            String state,
            @Nullable String why,
            @Nullable String provider,
            @Nullable String providerId,
            @Nullable Instant nextTryAt,
            Instant now) {
        return own.client()
                .sql(MARK)
                .bind("shard", TimeOrderedIds.shardOf(due.id()))
                .bind("id", due.id())
                .bind("attempts", due.attempts())
                .bind("state", state)
                .bind("why", Parameters.in(R2dbcType.VARCHAR, why))
                .bind("provider", Parameters.in(R2dbcType.VARCHAR, provider))
                .bind("providerId", Parameters.in(R2dbcType.VARCHAR, providerId))
                .bind("nextTryAt", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, nextTryAt))
                .bind("now", now)
                .then();
    }

    @Override
    public Mono<Void> noteCode(UUID id, Phone phone, Became.Taken taken, Instant now, Instant until) {
        return own.client()
                .sql(NOTE_CODE)
                .bind("shard", TimeOrderedIds.shardOf(id))
                .bind("id", id)
                .bind("phone", phone.digits())
                .bind("provider", taken.provider())
                .bind("providerId", taken.providerId())
                .bind("askAt", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, taken.askAt()))
                .bind("now", now)
                .bind("until", until)
                .then();
    }

    @Override
    public Flux<UUID> undelivered(Instant since) {
        return own.client()
                .sql(UNDELIVERED)
                .bind("since", since)
                .map(row -> required(row, "id", UUID.class))
                .all();
    }

    @Override
    public Mono<Void> takenAgain(UUID id, Became.Taken taken, Instant now) {
        return own.client()
                .sql(TAKEN_AGAIN)
                .bind("shard", TimeOrderedIds.shardOf(id))
                .bind("id", id)
                .bind("provider", taken.provider())
                .bind("providerId", taken.providerId())
                .bind("askAt", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, taken.askAt()))
                .bind("now", now)
                .then();
    }

    private static Due due(Readable row) {
        return new Due(
                required(row, "id", UUID.class),
                new CustomerId(required(row, "customer", UUID.class)),
                Kind.of(required(row, "kind", String.class)).orElseThrow(),
                Channel.of(required(row, "channel", String.class)).orElseThrow(),
                JSON.readValue(required(row, "parameters", String.class), PARAMETERS),
                required(row, "attempts", Integer.class),
                required(row, "since", Instant.class),
                required(row, "until", Instant.class));
    }
}
