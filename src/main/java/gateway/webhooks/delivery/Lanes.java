package gateway.webhooks.delivery;

import gateway.shared.ids.EndpointId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The lanes of all endpoints that are out of the ordinary, and the places that are left in all. One thread at a time.
 */
final class Lanes {

    private final DeliverySettings settings;
    private final Map<EndpointId, Lane> lanes = new HashMap<>();
    private int onTheirWay;

    Lanes(DeliverySettings settings) {
        this.settings = settings;
    }

    /** How many more one endpoint may take; one that is not mentioned may take {@link Lane#START}. */
    record Room(UUID endpoint, int room) {}

    List<Room> rooms(Instant now) {
        lanes.values().removeIf(lane -> lane.isForgettable(now));
        return lanes.entrySet().stream()
                .map(lane -> new Room(lane.getKey().value(), lane.getValue().room(now)))
                .toList();
    }

    int usual() {
        return Math.min(Lane.START, settings.perEndpoint());
    }

    /** How many more there may be in all. */
    int room() {
        return settings.atOnce() - onTheirWay;
    }

    boolean isIdle() {
        return onTheirWay == 0;
    }

    void taken(Due due) {
        onTheirWay++;
        lanes.computeIfAbsent(due.endpoint(), _ -> new Lane(settings)).taken();
    }

    void settled(Done done, Instant now) {
        onTheirWay--;
        lanes.computeIfAbsent(done.due().endpoint(), _ -> new Lane(settings)).settled(done.said(), now);
    }
}
