package gateway.notifications.messages;

import static gateway.platform.postgres.Columns.required;

import gateway.customers.Phone;
import gateway.notifications.NotificationDatabase;
import gateway.shared.ids.CustomerId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Messages as the staff looks at them. */
@Component
public class MessageLog {

    private static final String OF_CUSTOMER = """
        select id, kind, channel, state, why, attempts, provider, since, until, changed_at
          from notifications.message
         where shard = :shard and customer = :whom and since < :before
         order by since desc
         limit :most
        """;

    private static final String OF_PHONE = """
        select id, kind, channel, state, why, attempts, provider, since, until, changed_at
          from notifications.message
         where shard = :shard and phone = :whom and since < :before
         order by since desc
         limit :most
        """;

    private final NotificationDatabase own;

    MessageLog(NotificationDatabase own) {
        this.own = own;
    }

    /**
     * One message, without its text.
     *
     * @param kind {@code code} for a one-time code
     * @param why it is not delivered, in our words
     */
    public record Seen(
            UUID id,
            String kind,
            String channel,
            String state,
            @Nullable String why,
            int attempts,
            @Nullable String provider,
            Instant since,
            Instant until,
            Instant changedAt) {}

    /** What a customer was told, newest first; one-time codes are found by phone. */
    public Flux<Seen> of(CustomerId customer, Instant before, int most) {
        return own.client()
                .sql(OF_CUSTOMER)
                .bind("shard", customer.shard())
                .bind("whom", customer.value())
                .bind("before", before)
                .bind("most", most)
                .map(MessageLog::seen)
                .all();
    }

    /** The one-time codes that were sent to a phone, newest first. */
    public Flux<Seen> of(Phone phone, Instant before, int most) {
        return own.client()
                .sql(OF_PHONE)
                .bind("shard", phone.shard())
                .bind("whom", phone.digits())
                .bind("before", before)
                .bind("most", most)
                .map(MessageLog::seen)
                .all();
    }

    private static Seen seen(Readable row) {
        return new Seen(
                required(row, "id", UUID.class),
                required(row, "kind", String.class),
                required(row, "channel", String.class),
                required(row, "state", String.class),
                row.get("why", String.class),
                required(row, "attempts", Integer.class),
                row.get("provider", String.class),
                required(row, "since", Instant.class),
                required(row, "until", Instant.class),
                required(row, "changed_at", Instant.class));
    }
}
