package gateway.notifications.delivery;

import gateway.notifications.Channel;
import gateway.notifications.messages.Became;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** Shows what became of attempts to tell customers something. */
@Component
class CarriedMeters {

    private final MeterRegistry registry;

    CarriedMeters(MeterRegistry registry) {
        this.registry = registry;
        // There from the start, so that nobody wonders whether they are counted.
        for (var channel : Channel.values()) {
            List.of("taken", "failed", "waiting", "expired").forEach(became -> counter(channel, became));
        }
    }

    void count(Channel channel, Became became) {
        counter(channel, nameOf(became)).increment();
    }

    private static String nameOf(Became became) {
        return switch (became) {
            case Became.Taken _ -> "taken";
            case Became.Failed _ -> "failed";
            case Became.Waiting _ -> "waiting";
            case Became.Expired _ -> "expired";
        };
    }

    private Counter counter(Channel channel, String became) {
        return Counter.builder("oqim_notifications_attempts")
                .description("Attempts to tell a customer something, by what became of the message")
                .tags("channel", channel.code(), "became", became)
                .register(registry);
    }
}
