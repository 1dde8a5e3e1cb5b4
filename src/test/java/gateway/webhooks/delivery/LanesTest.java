package gateway.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.shared.ids.EndpointId;
import gateway.shared.ids.PartnerId;
import gateway.webhooks.delivery.Said.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the places of a node are divided among endpoints. */
class LanesTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final EndpointId SLOW = new EndpointId(new UUID(0, 1));
    private static final EndpointId OTHER = new EndpointId(new UUID(0, 2));
    private static final Duration LONG = Duration.ofSeconds(14);

    private final Lanes lanes = new Lanes(DeliverySettingsTest.with(
            Map.of("gateway.webhooks.delivery.at-once", "8", "gateway.webhooks.delivery.per-endpoint", "8")));

    /** All places taken by one that accepts everything, slowly. */
    private List<Ready> fill() {
        var onTheirWay = new ArrayList<Ready>();
        for (int round = 0; round < 8; round++) {
            lanes.add(some(SLOW, room(SLOW)));
            onTheirWay.addAll(lanes.begin(NOW));
            onTheirWay.addAll(lanes.settled(accepted(onTheirWay.removeFirst()), NOW));
        }
        lanes.add(some(SLOW, room(SLOW)));
        onTheirWay.addAll(lanes.begin(NOW));
        assertThat(onTheirWay).hasSize(8);
        return onTheirWay;
    }

    @Test
    void whoeverAnswersSlowlyLeavesRoomForOthersInStock() {
        fill();

        assertThat(lanes.room()).isEqualTo(8);
        assertThat(room(SLOW)).isZero();
    }

    @Test
    void aPlaceOfTheSlowGoesToWhoeverHasNoneWhileAllAreTaken() {
        var onTheirWay = fill();
        lanes.add(some(SLOW, 2));
        lanes.add(some(OTHER, 2));
        assertThat(lanes.begin(NOW)).as("no place is free").isEmpty();

        var first = lanes.settled(accepted(onTheirWay.removeFirst()), NOW);
        var second = lanes.settled(accepted(onTheirWay.removeFirst()), NOW);
        var third = lanes.settled(accepted(onTheirWay.removeFirst()), NOW);

        assertThat(List.of(first, second))
                .allSatisfy(begun -> assertThat(begun)
                        .singleElement()
                        .satisfies(it -> assertThat(it.due().endpoint()).isEqualTo(OTHER)));
        assertThat(third)
                .singleElement()
                .satisfies(it -> assertThat(it.due().endpoint()).isEqualTo(SLOW));
    }

    @Test
    void aPlaceThatIsFreeAnywayStaysWithWhoeverHadIt() {
        lanes.add(some(SLOW, 3));
        lanes.add(some(OTHER, 1));
        var begun = lanes.begin(NOW);
        assertThat(begun).hasSize(4);
        lanes.add(some(SLOW, 2));

        assertThat(lanes.settled(accepted(begun.getFirst()), NOW)).isNotEmpty();
        assertThat(lanes.room()).isPositive();
    }

    private int room(EndpointId endpoint) {
        return lanes.rooms(NOW).stream()
                .filter(it -> it.endpoint().equals(endpoint.value()))
                .mapToInt(Lanes.Room::room)
                .findFirst()
                .orElse(lanes.usual());
    }

    private static Done accepted(Ready ready) {
        return new Done(ready.due(), NOW, LONG.toMillis(), new Answered(200, null, ""), new Verdict.Delivered());
    }

    private static List<Ready> some(EndpointId endpoint, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Ready(due(endpoint, number), List.of(), NOW.plusSeconds(18)))
                .toList();
    }

    private static Due due(EndpointId endpoint, long number) {
        return new Due(
                endpoint,
                new PartnerId(new UUID(0, 9)),
                number,
                0,
                NOW,
                new UUID(0, 3),
                "https://shop.example/hook",
                "{}");
    }
}
