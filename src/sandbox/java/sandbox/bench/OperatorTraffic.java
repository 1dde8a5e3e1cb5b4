package sandbox.bench;

import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import sandbox.operators.OperatorWire.Heard;
import sandbox.operators.Teller;
import sandbox.operators.Teller.Message;
import sandbox.operators.Teller.Slip;
import sandbox.operators.Teller.Step;

/**
 * Payme, Click, Uzum and Paynet bring money for wallets, all at once and each call signed as it is: so many calls a
 * second of each operator, whether or not the earlier ones are answered.
 */
final class OperatorTraffic implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    // More than all places and lines of a node: who finds no room is to be refused there, and not to wait here.
    private static final int CONNECTIONS = 512;
    // Of each operator.
    private static final int MOST_WAITING = 1_000;
    private static final int DIGITS = 3;
    private static final long LEAST = 100_000;

    private final Map<String, List<Teller>> tellers;
    private final List<String> phones;
    private final ConnectionProvider connections;
    private final HttpClient client;

    /**
     * @param tellers an operator may have several, one for each protocol that it speaks: they share its calls
     * @param phones of customers whose wallets are topped up
     */
    OperatorTraffic(URI gateway, List<Teller> tellers, List<String> phones) {
        this.tellers = tellers.stream()
                .collect(Collectors.groupingBy(Teller::operator, LinkedHashMap::new, Collectors.toList()));
        this.phones = phones;
        this.connections = ConnectionProvider.builder("operators")
                .maxConnections(CONNECTIONS)
                .pendingAcquireMaxCount(MOST_WAITING * tellers.size())
                .pendingAcquireTimeout(PATIENCE)
                .build();
        this.client = HttpClient.create(connections).baseUrl(gateway.toString()).responseTimeout(PATIENCE);
    }

    private record Call(Teller teller, Step step, Slip slip) {

        Message message() {
            return teller.message(step, slip);
        }
    }

    /** A stretch of all operators' traffic that goes on until it is ended. */
    static final class Stretch {

        private final List<Lane> lanes;

        private Stretch(List<Lane> lanes) {
            this.lanes = lanes;
        }

        /** Returns when the last call was answered or given up, and says how it went with each operator. */
        String end() {
            lanes.forEach(Lane::stop);
            return lanes.stream().map(Lane::end).collect(Collectors.joining("\n  ", "\n  ", ""));
        }
    }

    /** The traffic of one operator, at its own pace. */
    private final class Lane {

        private final String operator;
        private final List<Teller> ofOperator;
        private final double perSecond;
        private final Queue<Call> due = new ConcurrentLinkedQueue<>();
        private int next;
        private final Thread pacing;
        private final long begun = System.nanoTime();
        private final LongAdder done = new LongAdder();
        private final LongAdder later = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder unanswered = new LongAdder();
        private final AtomicInteger waiting = new AtomicInteger();
        private final Histogram latency = new ConcurrentHistogram(DIGITS);
        private volatile boolean over;
        private volatile long nanos;

        private Lane(String operator, List<Teller> ofOperator, double perSecond) {
            this.operator = operator;
            this.ofOperator = ofOperator;
            this.perSecond = perSecond;
            this.pacing = Thread.ofPlatform().name("operator " + operator).start(this::pace);
        }

        private void pace() {
            double intended = System.nanoTime();
            while (!over) {
                intended -= Math.log(1 - ThreadLocalRandom.current().nextDouble()) * 1e9 / perSecond;
                for (long left = (long) intended - System.nanoTime(); left > 0 && !over; ) {
                    LockSupport.parkNanos(left);
                    left = (long) intended - System.nanoTime();
                }
                if (waiting.incrementAndGet() > MOST_WAITING) {
                    waiting.decrementAndGet();
                    unanswered.increment();
                } else {
                    send(call(), (long) intended);
                }
            }
        }

        private void send(Call call, long intended) {
            OperatorTraffic.this
                    .send(call.message())
                    .doOnNext(heard -> answered(call, heard, System.nanoTime() - intended))
                    .onErrorResume(_ -> Mono.fromRunnable(unanswered::increment))
                    .doFinally(_ -> waiting.decrementAndGet())
                    .subscribe();
        }

        private void answered(Call call, Heard heard, long took) {
            latency.recordValue(Math.max(0, took));
            switch (call.teller().meaning(call.step(), heard)) {
                case DONE, BEFORE -> {
                    done.increment();
                    if (call.step() == Step.ANNOUNCE) {
                        due.add(new Call(call.teller(), Step.PAY, call.teller().learned(call.slip(), heard)));
                    }
                }
                case UNCLEAR -> later.increment();
                case REFUSED -> refused.increment();
            }
        }

        // What was announced is paid before anything new is begun.
        private Call call() {
            var known = due.poll();
            if (known != null) {
                return known;
            }
            var teller = ofOperator.get(next++ % ofOperator.size());
            var random = ThreadLocalRandom.current();
            var slip = teller.slip(phones.get(random.nextInt(phones.size())), LEAST + random.nextLong(LEAST));
            return new Call(teller, teller.announces() ? Step.ANNOUNCE : Step.PAY, slip);
        }

        void stop() {
            over = true;
            nanos = System.nanoTime() - begun;
        }

        String end() {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (waiting.get() > 0 && System.nanoTime() < until) {
                LockSupport.parkNanos(1_000_000);
            }
            try {
                pacing.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return text(nanos / 1e9);
        }

        private String text(double seconds) {
            long answered = done.sum() + refused.sum();
            long all = answered + later.sum() + unanswered.sum();
            return String.format(
                    Locale.ROOT,
                    "%-7s %.0f calls/s asked for; %,d done (%.0f/s), %.2f %% answered; %,d told to come again,"
                            + " %,d refused, %,d unanswered or not sent; p50 %.1f, p99 %.1f, max %.1f ms",
                    operator,
                    perSecond,
                    done.sum(),
                    done.sum() / seconds,
                    all == 0 ? 0 : answered * 100.0 / all,
                    later.sum(),
                    refused.sum(),
                    unanswered.sum(),
                    latency.getValueAtPercentile(50) / 1e6,
                    latency.getValueAtPercentile(99) / 1e6,
                    latency.getMaxValue() / 1e6);
        }
    }

    /** @param perSecond calls of each operator */
    Stretch begin(double perSecond) {
        return new Stretch(tellers.entrySet().stream()
                .map(it -> new Lane(it.getKey(), it.getValue(), perSecond))
                .toList());
    }

    private Mono<Heard> send(Message message) {
        return client.headers(headers -> message.headers().forEach(headers::set))
                .post()
                .uri(message.path())
                .send(Mono.fromSupplier(
                        () -> Unpooled.wrappedBuffer(message.body().getBytes(StandardCharsets.UTF_8))))
                .responseSingle((response, body) -> body.asString(StandardCharsets.UTF_8)
                        .defaultIfEmpty("")
                        .map(text -> new Heard(response.status().code(), text)));
    }

    @Override
    public void close() {
        connections.disposeLater().block(PATIENCE);
    }
}
