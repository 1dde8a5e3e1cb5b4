package gateway.notifications.delivery;

import gateway.customers.CustomerProblem;
import gateway.notifications.Carried;
import gateway.notifications.Carrier;
import gateway.notifications.Letter;
import gateway.notifications.QuietHours;
import gateway.notifications.messages.Became;
import gateway.notifications.messages.Due;
import gateway.notifications.messages.Messages;
import gateway.shared.problems.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what is due on a channel, at least once: a node that dies between a provider's yes and our mark sends the
 * message again when its lease is over. A channel whose provider is dead holds its own few places and nobody else's.
 */
@Component
class DeliverMessages {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverMessages.class);

    /** The rest between two looks while there was enough to fill all places. */
    private static final Duration BUSY = Duration.ofMillis(15);

    /** Whatever takes longer hangs, as a connection on which nothing comes any more: all is begun anew. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    private final Messages messages;
    private final WriteLetter letters;
    private final DeliverySettings settings;
    private final QuietHours quiet;
    private final CarriedMeters meters;
    private final RandomGenerator random;
    private final Clock clock;

    DeliverMessages(
            Messages messages,
            WriteLetter letters,
            DeliverySettings settings,
            QuietHours quiet,
            CarriedMeters meters,
            RandomGenerator random,
            Clock clock) {
        this.messages = messages;
        this.letters = letters;
        this.settings = settings;
        this.quiet = quiet;
        this.meters = meters;
        this.random = random;
        this.clock = clock;
    }

    /** Goes on until it is cancelled. What is on its way then is sent again when its lease has run out. */
    Flux<Boolean> run(Carrier carrier) {
        return Flux.defer(() -> new Run(carrier).flow());
    }

    /** A message with what is sent of it. */
    private record Written(Due due, Letter letter) {}

    /** What a node has on its way on one channel, from when it begins to work until it ends or fails. */
    private final class Run {

        private final Carrier carrier;
        private final AtomicInteger onTheirWay = new AtomicInteger();

        Run(Carrier carrier) {
            this.carrier = carrier;
        }

        Flux<Boolean> flow() {
            return Mono.defer(this::take)
                    .timeout(LONGEST_LOOK)
                    .repeatWhen(steps -> steps.concatMap(_ -> Mono.delay(rest())))
                    .concatMapIterable(due -> due, 1)
                    // One after the other: whoever pays needs the shared connections more.
                    .concatMap(this::written, 1)
                    .flatMap(this::send, settings.atOnce());
        }

        private Duration rest() {
            return onTheirWay.get() >= settings.atOnce() ? BUSY : settings.pause();
        }

        private Mono<List<Due>> take() {
            int room = settings.atOnce() - onTheirWay.get();
            if (room <= 0) {
                return Mono.just(List.of());
            }
            var now = clock.instant();
            boolean quietToo = !quiet.cover(now);
            return messages.take(carrier.channel(), quietToo, room, now, now.plus(settings.lease()))
                    .collectList()
                    .map(this::counted);
        }

        private List<Due> counted(List<Due> taken) {
            onTheirWay.addAndGet(taken.size());
            return taken;
        }

        private Mono<Written> written(Due due) {
            return letters.of(due)
                    .timeout(settings.lease())
                    .map(letter -> new Written(due, letter))
                    .onErrorResume(fault -> unwritten(due, fault));
        }

        private Mono<Written> unwritten(Due due, Throwable fault) {
            onTheirWay.decrementAndGet();
            boolean nobody =
                    fault instanceof ProblemException problem && problem.type() == CustomerProblem.CUSTOMER_NOT_FOUND;
            if (nobody) {
                return mark(due, new Became.Failed("no such customer")).then(Mono.empty());
            }
            return isOver(due)
                    ? mark(due, new Became.Expired("no longer news")).then(Mono.empty())
                    : left(due, fault).then(Mono.empty());
        }

        private Mono<Boolean> send(Written it) {
            return became(it)
                    .flatMap(became -> mark(it.due(), became))
                    .thenReturn(true)
                    .timeout(settings.lease())
                    .onErrorResume(fault -> left(it.due(), fault))
                    .doFinally(_ -> onTheirWay.decrementAndGet());
        }

        private Mono<Became> became(Written it) {
            var due = it.due();
            if (isOver(due)) {
                return Mono.just(new Became.Expired("no longer news"));
            }
            return carrier.carry(it.letter()).map(carried -> verdict(due, carried));
        }

        private boolean isOver(Due due) {
            return !clock.instant().isBefore(due.until());
        }

        private Mono<Void> mark(Due due, Became became) {
            meters.count(due.channel(), became);
            return messages.mark(due, became, clock.instant());
        }
    }

    private Became verdict(Due due, Carried carried) {
        return new Verdicts(settings.pauses(), settings.askAfter()).of(due, carried, clock.instant(), random);
    }

    private static Mono<Boolean> left(Due due, Throwable fault) {
        LOG.warn("{} is left until its lease is over: {}", due, fault.getClass().getSimpleName());
        return Mono.just(false);
    }
}
