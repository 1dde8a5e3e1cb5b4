package gateway.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.TimeOrderedIds;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.events.AppendEvent;
import gateway.webhooks.signing.WebhookKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Deliveries over a database of which nothing comes any more. */
class DeliverEventsTest {

    private static final MasterKey MASTER = new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    private final WebhookDatabase nowhere =
            new WebhookDatabase(ConnectionFactoryOptions.parse("r2dbc:postgresql://nobody:x@127.0.0.1:1/none"));
    private final AtomicInteger looked = new AtomicInteger();

    @AfterEach
    void close() {
        nowhere.destroy();
    }

    /** Which answers nothing to whoever looks for what is due. */
    private final class Silent extends Deliveries {

        Silent() {
            super(
                    nowhere,
                    new WebhookKeys(MASTER, new Random(1)),
                    new AppendEvent(nowhere, new TimeOrderedIds(Clock.systemUTC(), new Random(1))));
        }

        @Override
        Flux<Due> take(List<Lanes.Room> rooms, int usual, int room, Instant now, Instant until) {
            looked.incrementAndGet();
            return Flux.never();
        }
    }

    private DeliverEvents deliver() {
        return new DeliverEvents(
                new Silent(),
                _ -> Mono.just(new Said.Silent("nobody is told")),
                DeliverySettingsTest.usual(),
                new DeliveryMeters(new SimpleMeterRegistry()),
                new Random(1),
                Clock.systemUTC());
    }

    /** Whoever runs it begins anew then; waiting on, this node would never tell anybody anything again. */
    @Test
    void whatHangsIsGivenUpAfterAMinute() {
        StepVerifier.withVirtualTime(() -> deliver().run())
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(59))
                .thenAwait(Duration.ofSeconds(2))
                .expectError(TimeoutException.class)
                .verify(Duration.ofSeconds(20));

        assertThat(looked).hasValue(1);
    }
}
