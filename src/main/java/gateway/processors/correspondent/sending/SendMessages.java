package gateway.processors.correspondent.sending;

import gateway.processors.correspondent.links.CorrespondentSettings;
import gateway.processors.correspondent.postgres.OutgoingMessages;
import gateway.processors.correspondent.postgres.OutgoingMessages.Outgoing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands over what is due, correspondent by correspondent. Any number of nodes may do so. */
@Component
class SendMessages {

    private static final Logger LOG = LoggerFactory.getLogger(SendMessages.class);
    private static final List<String> ANSWERS = List.of("taken", "refused", "contradicted", "unclear");

    private final OutgoingMessages messages;
    private final CorrespondentSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    SendMessages(
            OutgoingMessages messages,
            Routes routes,
            CorrespondentSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.messages = messages;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        // There from the start: a rate knows nothing of what happened before it first saw a counter.
        routes.all()
                .forEach(route -> ANSWERS.forEach(answer -> count(route.link().name(), answer, 0)));
    }

    Mono<Void> round(Route route) {
        return Mono.defer(() -> {
            if (!route.isOpen()) {
                return Mono.empty();
            }
            var now = clock.instant();
            return messages.take(route.link().name(), now, now.plus(settings.lease()), settings.batch())
                    .flatMapIterable(all -> all)
                    .flatMap(message -> send(route, message), settings.atOnce())
                    .then();
        });
    }

    // A breaker that opened meanwhile leaves the rest to the lease's end.
    private Mono<Void> send(Route route, Outgoing message) {
        if (!route.breaker().tryAcquirePermission()) {
            return messages.later(message, clock.instant().plus(settings.pause(message.attempts())), "breaker open");
        }
        long began = clock.millis();
        return route.transport()
                .deliver(message)
                .doOnNext(delivery -> judge(route, delivery, clock.millis() - began))
                .doOnCancel(route.breaker()::releasePermission)
                .flatMap(delivery -> settle(message, delivery));
    }

    private static void judge(Route route, Delivery delivery, long millis) {
        if (delivery instanceof Delivery.Unclear it) {
            route.breaker().onError(Math.max(0, millis), TimeUnit.MILLISECONDS, new NotTaken(it.why()));
        } else {
            route.breaker().onSuccess(Math.max(0, millis), TimeUnit.MILLISECONDS);
        }
    }

    private Mono<Void> settle(Outgoing message, Delivery delivery) {
        count(message.correspondent(), nameOf(delivery), 1);
        var now = clock.instant();
        return switch (delivery) {
            case Delivery.Taken _ -> messages.sent(message, now);
            case Delivery.Refused it -> {
                LOG.warn("{} refuses {}: {}", message.correspondent(), message.id(), it.code());
                yield messages.refused(message, it.code(), now);
            }
            case Delivery.Contradicted _ -> {
                LOG.error("{} has another message under {}", message.correspondent(), message.id());
                yield messages.stuck(message, "changed");
            }
            case Delivery.Unclear it -> messages.later(message, now.plus(settings.pause(message.attempts())), it.why());
        };
    }

    private void count(String correspondent, String answer, int times) {
        meters.counter("oqim_correspondents_sent", "correspondent", correspondent, "answer", answer)
                .increment(times);
    }

    private static String nameOf(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Taken _ -> "taken";
            case Delivery.Refused _ -> "refused";
            case Delivery.Contradicted _ -> "contradicted";
            case Delivery.Unclear _ -> "unclear";
        };
    }

    /** The breaker wants a throwable for what is a value here; without a stack it costs nothing. */
    private static final class NotTaken extends Exception {

        NotTaken(String why) {
            super(why, null, false, false);
        }
    }
}
