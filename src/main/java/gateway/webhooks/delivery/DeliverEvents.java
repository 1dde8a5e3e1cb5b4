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
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/**
 * Sends what is due and writes down what came back. One step after the other writes what has ended since the last one
 * and takes what may begin; what is on its way waits for neither, and a place that becomes free is taken at once by
 * what was taken ahead. Any number of nodes may do so.
 */
@Component
class DeliverEvents {

    /** The rest between two steps while each has something to do; it doubles while none has. */
    private static final Duration BUSY = Duration.ofMillis(15);

    /** Whatever takes longer hangs, as a connection on which nothing comes any more: all is begun anew. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    /** Only while another thread, whose attempt timed out, begins the next one. */
    private static final EmitFailureHandler SOON = EmitFailureHandler.busyLooping(Duration.ofSeconds(1));

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

    /** What a node has on its way, from when it begins to work until it ends or fails. */
    private final class Run {

        private final Lanes lanes = new Lanes(settings);
        private final Queue<Done> ended = new ConcurrentLinkedQueue<>();
        // Never holds more than the lanes have places for.
        private final Sinks.Many<Ready> begun = Sinks.many().unicast().onBackpressureBuffer();
        private volatile Duration rest = BUSY;

        Flux<Boolean> flow() {
            var steps = Mono.defer(this::step)
                    .timeout(LONGEST_STEP)
                    .repeatWhen(done -> done.concatMap(_ -> Mono.delay(rest)));
            return Flux.merge(steps, begun.asFlux().flatMap(this::send, settings.atOnce()));
        }

        /** Emits whether there was anything to do. */
        private Mono<Boolean> step() {
            return write().zipWhen(_ -> take(), (wrote, took) -> wrote || took).doOnNext(this::restAfter);
        }

        private void restAfter(boolean busy) {
            var longer = rest.multipliedBy(2);
            rest = busy ? BUSY : longer.compareTo(settings.pause()) < 0 ? longer : settings.pause();
        }

        private Mono<Boolean> write() {
            var done = new ArrayList<Done>();
            for (var next = ended.poll(); next != null; next = done.size() < WRITTEN_AT_ONCE ? ended.poll() : null) {
                done.add(next);
            }
            if (done.isEmpty()) {
                return Mono.just(false);
            }
            var now = clock.instant();
            return deliveries
                    .record(done, now)
                    .then(Mono.defer(() -> disable(done, now)))
                    .thenReturn(true);
        }

        private Mono<Boolean> take() {
            var now = clock.instant();
            begin(lanes.begin(now));
            if (lanes.room() <= 0) {
                return Mono.just(false);
            }
            return deliveries
                    .take(lanes.rooms(now), lanes.usual(), lanes.room(), now, now.plus(settings.lease()))
                    .collectList()
                    .flatMap(due -> due.isEmpty() ? Mono.just(false) : withKeys(due, now));
        }

        private Mono<Boolean> withKeys(List<Due> taken, Instant now) {
            return deliveries
                    .keys(taken.stream().map(Due::endpoint).distinct().toList(), now)
                    .collect(Collectors.groupingBy(
                            Deliveries.Key::endpoint, Collectors.mapping(Deliveries.Key::key, Collectors.toList())))
                    .map(keys -> added(taken, keys, now));
        }

        private boolean added(List<Due> taken, Map<EndpointId, List<SigningKey>> keys, Instant now) {
            var beginBefore = now.plus(settings.lease().dividedBy(2));
            lanes.add(taken.stream()
                    .map(due -> new Ready(due, keys.getOrDefault(due.endpoint(), List.of()), beginBefore))
                    .toList());
            begin(lanes.begin(now));
            return true;
        }

        private void begin(List<Ready> some) {
            some.forEach(ready -> begun.emitNext(ready, SOON));
        }

        private Mono<Boolean> send(Ready ready) {
            var at = clock.instant();
            return tell(ready, at).map(said -> settled(done(ready.due(), at, said)));
        }

        private boolean settled(Done done) {
            ended.add(done);
            begin(lanes.settled(done, clock.instant()));
            return true;
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
