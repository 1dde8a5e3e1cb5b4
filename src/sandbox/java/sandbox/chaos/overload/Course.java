package sandbox.chaos.overload;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How a load went, second by second: what was asked for in it, and how much of that was served in good time. */
final class Course {

    /** From the moment at which the customer wanted to pay. */
    static final Duration GOOD = Duration.ofSeconds(5);

    private static final int DIGITS = 3;
    private static final int STEADY = 5;

    private final LongAdder[] placed;
    private final LongAdder[] good;
    private final LongAdder asked = new LongAdder();
    private final LongAdder served = new LongAdder();
    private final LongAdder unadvised = new LongAdder();
    private final LongAdder unheard = new LongAdder();
    private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();
    private final Map<Rail, RailTally> rails = new ConcurrentHashMap<>();
    private volatile long begun = System.nanoTime();

    /** @param latency nanoseconds from the wish to pay until it was served */
    private record RailTally(LongAdder orders, Histogram latency) {}

    Course(Duration length) {
        placed = counters(length);
        good = counters(length);
    }

    private static LongAdder[] counters(Duration length) {
        return Stream.generate(LongAdder::new)
                .limit(Math.max(1, length.toSeconds()))
                .toArray(LongAdder[]::new);
    }

    void begin() {
        begun = System.nanoTime();
    }

    boolean isOver() {
        return second(System.nanoTime()) >= placed.length;
    }

    /** Seconds since the beginning. */
    int second(long moment) {
        return (int) ((moment - begun) / 1_000_000_000L);
    }

    void placed(Rail rail, long intended) {
        of(rail).orders().increment();
        placed[within(intended)].increment();
    }

    void request() {
        asked.increment();
    }

    void served(Rail rail, long intended, long now) {
        served.increment();
        of(rail).latency().recordValue(Math.max(0, now - intended));
        if (now - intended <= GOOD.toNanos()) {
            good[within(intended)].increment();
        }
    }

    /** Nothing came within the customer's patience. */
    void unheard() {
        unheard.increment();
    }

    /** @param advised whether the customer was told when to come again */
    void refused(int status, boolean advised) {
        refused.computeIfAbsent(status, _ -> new LongAdder()).increment();
        if (!advised) {
            unadvised.increment();
        }
    }

    /** Requests that nobody answered while the customer waited. */
    long unanswered() {
        return unheard.sum();
    }

    private RailTally of(Rail rail) {
        return rails.computeIfAbsent(rail, _ -> new RailTally(new LongAdder(), new ConcurrentHistogram(DIGITS)));
    }

    private int within(long intended) {
        return Math.clamp(second(intended), 0, placed.length - 1);
    }

    long served() {
        return served.sum();
    }

    long placed() {
        return Stream.of(placed).mapToLong(LongAdder::sum).sum();
    }

    /** Requests, repeats included. */
    long asked() {
        return asked.sum();
    }

    /** Requests that got another answer than a payment, by status. */
    Map<Integer, Long> refused() {
        var counts = new TreeMap<Integer, Long>();
        refused.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    /** Refusals that did not say when to come again. */
    long unadvised() {
        return unadvised.sum();
    }

    /** Orders a second, placed from that second on, that were served in good time. */
    double goodPerSecond(int from) {
        return IntStream.range(from, good.length)
                .mapToLong(i -> good[i].sum())
                .average()
                .orElse(0);
    }

    /** Of the orders placed from that second until before the other one, the share that was served in good time. */
    double goodput(int from, int until) {
        long all = IntStream.range(from, until).mapToLong(i -> placed[i].sum()).sum();
        long well = IntStream.range(from, until).mapToLong(i -> good[i].sum()).sum();
        return all == 0 ? 0 : (double) well / all;
    }

    /** The first second from which on at least that share is served for some seconds; the length when there is none. */
    int steadyAgain(int from, double share) {
        return IntStream.range(from, placed.length - STEADY)
                .filter(second -> goodput(second, second + STEADY) >= share)
                .findFirst()
                .orElse(placed.length);
    }

    int length() {
        return placed.length;
    }

    double latencyMillis(Rail rail, double percentile) {
        return of(rail).latency().getValueAtPercentile(percentile) / 1e6;
    }

    /** Of one rail's orders, the share that was served at all. */
    double servedOf(Rail rail) {
        long all = of(rail).orders().sum();
        return all == 0 ? 0 : (double) of(rail).latency().getTotalCount() / all;
    }

    /** For people: goodput in steps of that many seconds, in percent. */
    String text(int step) {
        var text = new StringBuilder();
        for (int i = 0; i + step <= placed.length; i += step) {
            text.append(i == 0 ? "" : " ").append(Math.round(goodput(i, i + step) * 100));
        }
        return text.toString();
    }
}
