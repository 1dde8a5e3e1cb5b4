package sandbox.chaos.overload;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.chaos.Bank;
import sandbox.crowd.Crowd;
import sandbox.crowd.Payer;
import sandbox.crowd.Wire;

/**
 * Payments of impatient customers. Whoever is refused or hears nothing asks again under the same key, whatever
 * {@code Retry-After} says.
 */
final class Surge {

    private static final int CONNECTIONS = 32;
    private static final int CUSTOMERS = 300;
    private static final int MERCHANTS = 200;
    private static final int MOST_WAITING = 60_000;
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(1);
    /** What {@code Retry-After} says. */
    private static final Duration ADVICE = Duration.ofSeconds(1);

    private final Wire wire;
    private final Crowd crowd;
    private final Manner manner;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * How customers behave.
     *
     * @param patience how long one waits for an answer before hanging up
     * @param repeats how often one asks again
     * @param pause about how long one waits before
     * @param anew whether one begins a new payment instead of asking for the same again
     */
    record Manner(Duration patience, int repeats, Duration pause, boolean anew) {}

    Surge(Wire wire, Crowd crowd, Manner manner) {
        this.wire = wire;
        this.crowd = crowd;
        this.manner = manner;
    }

    /** Enough of it that more would not get more payments done. */
    static Wire wire(Bank bank) {
        return new Wire(bank.node(1).plain(), CONNECTIONS);
    }

    /** So many that they seldom meet. */
    static Crowd crowd(Bank bank, Wire wire) {
        return Crowd.gather(bank.running(), wire, CUSTOMERS, MERCHANTS);
    }

    /** Each caller pays again as soon as it is answered, or when it was told to come again; emits payments a second. */
    double most(int callers, Duration time) {
        var course = new Course(time);
        long until = System.nanoTime() + time.toNanos();
        Flux.range(0, callers)
                .flatMap(
                        _ -> Mono.defer(() -> order(course, System.nanoTime()))
                                .flatMap(settled -> settled ? Mono.empty() : Mono.delay(ADVICE))
                                .repeat(() -> System.nanoTime() < until),
                        callers)
                .then()
                .block(time.plus(LAST_ANSWERS));
        return course.served() * 1e9 / time.toNanos();
    }

    /**
     * Payments start at random moments, so many a second, whether or not the earlier ones are answered. Returns when
     * the last customer was answered or has given up.
     */
    void run(double perSecond, Course course) {
        double next = System.nanoTime();
        course.begin();
        while (!course.isOver()) {
            next -= Math.log(1 - ThreadLocalRandom.current().nextDouble()) * 1e9 / perSecond;
            start(course, (long) next);
        }
        long deadline = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (waiting.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void start(Course course, long intended) {
        for (long left = intended - System.nanoTime(); left > 0; left = intended - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            throw new IllegalStateException("The harness has too many unanswered customers");
        }
        order(course, intended).doFinally(_ -> waiting.decrementAndGet()).subscribe();
    }

    /** Emits whether the customer has an answer to live with. */
    private Mono<Boolean> order(Course course, long intended) {
        int number = ThreadLocalRandom.current().nextInt(crowd.payers().size());
        var payer = crowd.payers().get(number);
        var order = new Order(course, Rail.ofPayer(number), intended);
        order.course.placed(order.rail, intended);
        return ask(payer, payer.wish(any(crowd.merchants())), order, 0);
    }

    private Mono<Boolean> ask(Payer payer, Payer.Wish wish, Order order, int repeat) {
        order.course.request();
        return payer.payAgain(wire, wish)
                .timeout(manner.patience())
                .map(reply -> order.hears(reply, System.nanoTime()))
                .onErrorResume(_ -> Mono.fromSupplier(() -> {
                    order.course.unheard();
                    return false;
                }))
                .flatMap(settled -> settled || repeat == manner.repeats()
                        ? Mono.just(settled)
                        : Mono.delay(pause())
                                .then(Mono.defer(() -> ask(payer, again(payer, wish), order, repeat + 1))));
    }

    private Payer.Wish again(Payer payer, Payer.Wish wish) {
        return manner.anew() ? payer.wish(any(crowd.merchants())) : wish;
    }

    private Duration pause() {
        return manner.pause()
                .multipliedBy(ThreadLocalRandom.current().nextInt(50, 150))
                .dividedBy(100);
    }

    private static <T> T any(List<T> list) {
        return list.get(ThreadLocalRandom.current().nextInt(list.size()));
    }

    /** One payment, however often it is asked for. */
    private record Order(Course course, Rail rail, long intended) {

        /** Whether the customer has an answer to live with. */
        boolean hears(Wire.Reply reply, long now) {
            boolean served = reply.status() == 201 && reply.body().contains("\"completed\"");
            if (served) {
                course.served(rail, intended, now);
            } else {
                course.refused(reply.status(), reply.advised());
            }
            return served || reply.status() == 201 || reply.status() == 422;
        }
    }
}
