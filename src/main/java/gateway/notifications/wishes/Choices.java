package gateway.notifications.wishes;

import static gateway.platform.postgres.Columns.required;

import gateway.notifications.Channel;
import gateway.notifications.Kind;
import gateway.notifications.Kind.Usually;
import gateway.notifications.NotificationDatabase;
import gateway.notifications.NotificationProblem;
import gateway.shared.ids.CustomerId;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a customer wants to hear, and on which channel. */
@Component
public class Choices {

    private static final List<Channel> OFFERED = List.of(Channel.SMS, Channel.PUSH);

    private static final String OF = """
        select kind, channel, wanted
          from notifications.choice
         where shard = :shard and customer = :customer
        """;

    private static final String CHOOSE = """
        insert into notifications.choice (shard, customer, kind, channel, wanted, changed_at)
        values (:shard, :customer, :kind, :channel, :wanted, :now)
            on conflict (shard, customer, kind, channel) do update
           set wanted = excluded.wanted, changed_at = excluded.changed_at
        """;

    // What waits for the morning, or for its carrier, is not wanted either.
    private static final String SUPPRESS = """
        update notifications.message
           set state = 'suppressed', why = 'no longer wanted', next_try_at = null, changed_at = :now
         where shard = :shard and customer = :customer and kind = :kind and channel = :channel and state = 'waiting'
        """;

    private final NotificationDatabase own;
    private final Clock clock;

    Choices(NotificationDatabase own, Clock clock) {
        this.own = own;
        this.clock = clock;
    }

    /** @param mandatory whether it cannot be switched off */
    public record Choice(Kind kind, Channel channel, boolean wanted, boolean mandatory) {}

    /** One thing that a customer decides. */
    public record Wish(Kind kind, Channel channel, boolean wanted) {}

    /** Every kind on every channel, as it is for this customer. */
    public Mono<List<Choice>> of(CustomerId customer) {
        return own.client()
                .sql(OF)
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .map(row -> Map.entry(
                        required(row, "kind", String.class) + "/" + required(row, "channel", String.class),
                        required(row, "wanted", Boolean.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, HashMap::new)
                .map(Choices::all);
    }

    /** All of them or none; the same again changes nothing. Errors with NOTIFICATION_MANDATORY. */
    public Mono<List<Choice>> choose(CustomerId customer, List<Wish> wishes) {
        return Mono.defer(() -> {
            wishes.forEach(Choices::check);
            return Flux.fromIterable(wishes)
                    .concatMap(wish -> choose(customer, wish))
                    .then()
                    .as(own.transaction()::transactional)
                    .then(of(customer));
        });
    }

    private static void check(Wish wish) {
        var usually = wish.kind().on(wish.channel());
        if (!OFFERED.contains(wish.channel())) {
            throw NotificationProblem.NOTIFICATION_UNKNOWN.because("Nobody carries it there yet");
        }
        if (usually == Usually.ALWAYS && !wish.wanted()) {
            throw NotificationProblem.NOTIFICATION_MANDATORY
                    .because("It tells you when somebody else may be using your account")
                    .with("kind", wish.kind().code())
                    .with("channel", wish.channel().code());
        }
    }

    private Mono<Void> choose(CustomerId customer, Wish wish) {
        return own.client()
                .sql(CHOOSE)
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .bind("kind", wish.kind().code())
                .bind("channel", wish.channel().code())
                .bind("wanted", wish.wanted())
                .bind("now", clock.instant())
                .then()
                .then(wish.wanted() ? Mono.empty() : suppress(customer, wish));
    }

    private Mono<Void> suppress(CustomerId customer, Wish wish) {
        return Mono.defer(() -> own.client()
                .sql(SUPPRESS)
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .bind("kind", wish.kind().code())
                .bind("channel", wish.channel().code())
                .bind("now", clock.instant())
                .then());
    }

    private static List<Choice> all(Map<String, Boolean> chosen) {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> OFFERED.stream().flatMap(channel -> one(kind, channel, chosen)))
                .toList();
    }

    private static Stream<Choice> one(Kind kind, Channel channel, Map<String, Boolean> chosen) {
        var usually = kind.on(channel);
        boolean wanted = usually == Usually.ALWAYS
                || chosen.getOrDefault(kind.code() + "/" + channel.code(), usually == Usually.ON);
        return Stream.of(new Choice(kind, channel, wanted, usually == Usually.ALWAYS));
    }
}
