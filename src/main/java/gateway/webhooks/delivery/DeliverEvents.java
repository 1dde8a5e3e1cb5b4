package gateway.webhooks.delivery;

import gateway.shared.ids.EndpointId;
import gateway.webhooks.signing.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what is due and writes down what came back. One step after the other writes what has ended since the last one
 * and takes what may begin; what is on its way waits for neither. Any number of nodes may do so.
 */
@Component
class DeliverEvents {

    /** The rest between two steps while something is on its way. */
    private static final Duration BUSY = Duration.ofMillis(15);

    private static final int WRITTEN_AT_ONCE = 500;

    private final Deliveries deliveries;
    private final Partner partners;
    private final DeliverySettings settings;
    private final DeliveryMeters meters;
    private final RandomGenerator random;
    private final Clock clock;

    DeliverEvents(
            Deliveries deliveries,
            Partner partners,
            DeliverySettings settings,
            DeliveryMeters meters,
            RandomGenerator random,
            Clock clock) {
        this.deliveries = deliveries;
        this.partners = partners;
        this.settings = settings;
        this.meters = meters;
        this.random = random;
        this.clock = clock;
    }

    /** Goes on until it is cancelled. What is on its way then is sent again when its lease has run out. */
    Flux<Boolean> run() {
        return Flux.defer(() -> new Run().flow());
    }

    /** A delivery with the keys of its endpoint. */
    private record Ready(Due due, List<SigningKey> keys) {}

    /** What a node has on its way, from when it begins to work until it ends or fails. */
    private final class Run {

        private final Lanes lanes = new Lanes(settings);
        private final Queue<Done> ended = new ConcurrentLinkedQueue<>();

        Flux<Boolean> flow() {
            return Mono.defer(this::step)
                    .repeatWhen(steps -> steps.concatMap(_ -> Mono.delay(rest())))
                    .concatMapIterable(ready -> ready, 1)
                    .flatMap(this::send, settings.atOnce() + 1);
        }

        private Duration rest() {
            return lanes.isIdle() ? settings.pause() : BUSY;
        }

        private Mono<List<Ready>> step() {
            return write().then(Mono.defer(this::take));
        }

        private Mono<Void> write() {
            var done = new ArrayList<Done>();
            for (var next = ended.poll(); next != null; next = done.size() < WRITTEN_AT_ONCE ? ended.poll() : null) {
                done.add(next);
            }
            if (done.isEmpty()) {
                return Mono.empty();
            }
            var now = clock.instant();
            done.forEach(it -> lanes.settled(it, now));
            return deliveries.record(done, now).then(Mono.defer(() -> disable(done, now)));
        }

        private Mono<List<Ready>> take() {
            if (lanes.room() <= 0) {
                return Mono.just(List.of());
            }
            var now = clock.instant();
            return deliveries
                    .take(lanes.rooms(now), lanes.usual(), lanes.room(), now, now.plus(settings.lease()))
                    .collectList()
                    .flatMap(due -> due.isEmpty() ? Mono.just(List.of()) : withKeys(due, now));
        }

        private Mono<List<Ready>> withKeys(List<Due> taken, Instant now) {
            taken.forEach(lanes::taken);
            return deliveries
                    .keys(taken.stream().map(Due::endpoint).distinct().toList(), now)
                    .collect(Collectors.groupingBy(
                            Deliveries.Key::endpoint, Collectors.mapping(Deliveries.Key::key, Collectors.toList())))
                    .map(keys -> ready(taken, keys));
        }

        private static List<Ready> ready(List<Due> taken, Map<EndpointId, List<SigningKey>> keys) {
            return taken.stream()
                    .map(due -> new Ready(due, keys.getOrDefault(due.endpoint(), List.of())))
                    .toList();
        }

        private Mono<Boolean> send(Ready ready) {
            var at = clock.instant();
            return tell(ready, at).map(said -> ended.add(done(ready.due(), at, said)));
        }
    }

    private Mono<Said> tell(Ready ready, Instant at) {
        return ready.keys().isEmpty()
                ? Mono.just(new Said.Silent("no key to sign with"))
                : Mono.fromSupplier(() -> Message.of(ready.due(), ready.keys(), at))
                        .flatMap(partners::tell);
    }

    private Done done(Due due, Instant at, Said said) {
        var now = clock.instant();
        var verdict = settings.schedule().after(due.attempts() + 1, due.since(), said, now, random);
        long millis = Math.max(0, Duration.between(at, now).toMillis());
        meters.count(said, verdict, millis);
        return new Done(due, at, millis, said, verdict);
    }

    private Mono<Void> disable(List<Done> done, Instant now) {
        return Flux.fromIterable(done)
                .filter(it -> it.verdict() instanceof Verdict.Gone || it.verdict() instanceof Verdict.GivenUp)
                .concatMap(it -> disable(it.due(), it.verdict() instanceof Verdict.Gone, now))
                .then();
    }

    private Mono<Boolean> disable(Due due, boolean gone, Instant now) {
        return deliveries.disable(due, gone, now).filter(disabled -> disabled).map(_ -> meters.disabled(gone));
    }
}
