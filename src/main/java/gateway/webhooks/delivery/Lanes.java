package gateway.webhooks.delivery;

import gateway.shared.ids.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The lanes of all endpoints that are out of the ordinary, and the places that are left in all. */
final class Lanes {

    private final DeliverySettings settings;
    private final Map<EndpointId, Lane> lanes = new HashMap<>();
    private int onTheirWay;
    private int stocked;

    Lanes(DeliverySettings settings) {
        this.settings = settings;
    }

    /** How many more one endpoint may take; one that is not mentioned may take {@link Lane#START}. */
    record Room(UUID endpoint, int room) {}

    synchronized List<Room> rooms(Instant now) {
        lanes.values().removeIf(lane -> lane.isForgettable(now));
        return lanes.entrySet().stream()
                .map(lane -> new Room(lane.getKey().value(), lane.getValue().room(now)))
                .toList();
    }

    int usual() {
        return Math.min(Lane.START, settings.perEndpoint());
    }

    /** How many more may be taken in all: as many wait here as are on their way, at most. */
    synchronized int room() {
        return 2 * settings.atOnce() - onTheirWay - stocked;
    }

    synchronized void add(List<Ready> taken) {
        for (var ready : taken) {
            lane(ready.due()).add(ready);
            stocked++;
        }
    }

    /** What is to be sent now, of all lanes; where places are few, of those first that have least on their way. */
    synchronized List<Ready> begin(Instant now) {
        if (stocked == 0) {
            return List.of();
        }
        var begun = new ArrayList<Ready>();
        lanes.values().stream()
                .filter(lane -> lane.stocked() > 0)
                .sorted(Comparator.comparingInt(Lane::onTheirWay))
                .forEach(lane -> begun.addAll(begin(lane, now)));
        return begun;
    }

    /**
     * What is to be sent in the place that has become free. While all places are taken it is not the endpoint's that
     * had it: few who answer slowly would keep all others out.
     */
    synchronized List<Ready> settled(Done done, Instant now) {
        boolean full = onTheirWay >= settings.atOnce();
        onTheirWay--;
        var lane = lane(done.due());
        lane.settled(done.said(), Duration.ofMillis(done.millis()), now);
        return full ? begin(now) : begin(lane, now);
    }

    private List<Ready> begin(Lane lane, Instant now) {
        int before = lane.stocked();
        var begun = lane.begin(now, settings.atOnce() - onTheirWay);
        stocked -= before - lane.stocked();
        onTheirWay += begun.size();
        return begun;
    }

    private Lane lane(Due due) {
        return lanes.computeIfAbsent(due.endpoint(), _ -> new Lane(settings));
    }
}
