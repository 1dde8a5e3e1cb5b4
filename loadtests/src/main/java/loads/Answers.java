package loads;

import io.gatling.http.response.Response;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * What customers were answered. Every payment that they were told of is written down, so that it can be looked for in
 * the books afterwards.
 */
final class Answers implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("\"id\":\"(pay_[^\"]+)\"");
    private static final Pattern STATUS = Pattern.compile("\"status\":\"([a-z_]+)\"");
    private static final Pattern AMOUNT = Pattern.compile("\"amount\":\\{[^}]*\"value\":\"([^\"]+)\"");
    private static final List<Integer> COME_AGAIN = List.of(429, 503);
    private static final int CREATED = 201;

    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> unexpected = new ConcurrentHashMap<>();
    private final LongAdder heard = new LongAdder();
    private final LongAdder notHttp2 = new LongAdder();
    private final BufferedWriter told;

    /** @param file gets a line for each payment that a customer was told of */
    Answers(Path file) {
        try {
            told = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of one group of requests. */
    static final class Tally {

        private final Times accepted = new Times();
        private final Times refused = new Times();
        private final AtomicLong first = new AtomicLong(Long.MAX_VALUE);
        private final AtomicLong last = new AtomicLong();

        Times accepted() {
            return accepted;
        }

        /** Payments made, from the first answer to the last. */
        double perSecond() {
            double seconds = (last.get() - first.get()) / 1e3;
            return seconds > 0 ? accepted.count() / seconds : 0;
        }

        private void made(long sent, long answered) {
            accepted.add(answered - sent);
            first.accumulateAndGet(answered, Math::min);
            last.accumulateAndGet(answered, Math::max);
        }

        /** With the advice to come again later. */
        Times refused() {
            return refused;
        }
    }

    /** @param group counts on its own, such as the warm-up */
    void heard(String group, Order order, Response response) {
        saw(response);
        int status = response.status().code();
        long millis = response.endTimestamp() - response.startTimestamp();
        if (status == CREATED) {
            of(group).made(response.startTimestamp(), response.endTimestamp());
            remember(order, response.body().string());
        } else if (COME_AGAIN.contains(status) && response.headers().contains("Retry-After")) {
            of(group).refused.add(millis);
        } else {
            unexpected
                    .computeIfAbsent(
                            group + ": " + status + " " + response.body().string(), _ -> new LongAdder())
                    .increment();
        }
    }

    /** An answer that is no payment's. */
    void saw(Response response) {
        heard.increment();
        if (!response.isHttp2()) {
            notHttp2.increment();
        }
    }

    Tally of(String group) {
        return tallies.computeIfAbsent(group, _ -> new Tally());
    }

    /** True of every load. */
    List<Finding> findings() {
        return List.of(
                Finding.none("answers that no client should get (see unexpected.txt)", sum(unexpected)),
                Finding.none("answers that did not come over HTTP/2, of %,d".formatted(heard.sum()), notHttp2.sum()));
    }

    /** How often each surprising answer came. */
    String unexpected() {
        var lines = new StringBuilder();
        new TreeMap<>(unexpected)
                .forEach((answer, count) ->
                        lines.append(count).append(" times ").append(answer).append('\n'));
        return lines.toString();
    }

    @Override
    public synchronized void close() {
        try {
            told.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void remember(Order order, String body) {
        try {
            told.write(String.join(
                    "\t",
                    String.valueOf(order.person().number()),
                    order.key(),
                    order.kind(),
                    String.valueOf(order.minor()),
                    found(ID, body),
                    found(STATUS, body),
                    found(AMOUNT, body)));
            told.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String found(Pattern pattern, String body) {
        var match = pattern.matcher(body);
        return match.find() ? match.group(1) : "?";
    }

    private static long sum(Map<String, LongAdder> counts) {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
