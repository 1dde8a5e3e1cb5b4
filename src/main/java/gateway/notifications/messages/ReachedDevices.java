package gateway.notifications.messages;

import static gateway.platform.postgres.Columns.required;

import gateway.notifications.NotificationDatabase;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which devices have a message already that others of the customer still have to get. */
@Component
public class ReachedDevices {

    private static final String OF = """
        select device from notifications.pushed where shard = :shard and message = :message
        """;

    private static final String ADD = """
        insert into notifications.pushed (shard, message, device, at)
        select :shard, :message, u.device, :now
          from unnest(:devices::uuid[]) u(device)
            on conflict do nothing
        """;

    private final NotificationDatabase own;

    ReachedDevices(NotificationDatabase own) {
        this.own = own;
    }

    public Mono<Set<UUID>> of(UUID message) {
        return own.client()
                .sql(OF)
                .bind("shard", TimeOrderedIds.shardOf(message))
                .bind("message", message)
                .map(row -> required(row, "device", UUID.class))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    public Mono<Void> add(UUID message, Collection<UUID> devices, Instant now) {
        return devices.isEmpty()
                ? Mono.empty()
                : own.client()
                        .sql(ADD)
                        .bind("shard", TimeOrderedIds.shardOf(message))
                        .bind("message", message)
                        .bind("devices", devices.toArray(UUID[]::new))
                        .bind("now", now)
                        .then();
    }
}
