package gateway.processors.visa;

import gateway.platform.iso8583.IsoMessage;
import gateway.platform.loops.EventLoops;
import gateway.processors.visa.VisaMessage.Answer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.resources.LoopResources;

/**
 * Sends messages over a few shared connections and brings each its own answer. One event loop of its own does
 * everything, so nothing here is locked and no other rail waits for this one.
 */
@Component
final class VisaClient implements SmartLifecycle, AutoCloseable {

    /** Stops after the web server and whoever resolves payments, for both may still need the rail. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

    private static final long TICK_MILLIS = 20;

    private final VisaSettings settings;
    private final LoopResources loops;
    private final EventLoop loop;
    private final Exchanges exchanges;
    private final List<VisaLink> links;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicReference<@Nullable ScheduledFuture<?>> ticking = new AtomicReference<>();
    private final AtomicReference<@Nullable Farewell> farewell = new AtomicReference<>();

    VisaClient(VisaSettings settings, Clock clock, RandomGenerator random, MeterRegistry metrics) {
        this.settings = settings;
        this.loops = EventLoops.own("visa", 1);
        var group = loops.onClient(true);
        this.loop = group.next();
        this.exchanges = new Exchanges(settings.trace().remembered(), metrics);
        var around = new VisaLink.Surroundings(
                loop, loops.onChannelClass(SocketChannel.class, group), exchanges, clock, random);
        this.links = Stream.generate(() -> new VisaLink(settings, around))
                .limit(settings.connections())
                .toList();
        Gauge.builder("oqim.visa.in.flight", inFlight, AtomicInteger::get)
                .description("Messages that wait for VISA's answer")
                .register(metrics);
        Gauge.builder("oqim.visa.connections", this, VisaClient::signedOn)
                .description("Connections signed on to VISA")
                .register(metrics);
    }

    /** Emits once, in the time of {@code timeout} at the latest; never errors. */
    Mono<Answer> ask(IsoMessage request) {
        return Mono.create(sink -> submit(request, sink));
    }

    private void submit(IsoMessage request, MonoSink<Answer> sink) {
        if (!running.get()) {
            sink.success(new Answer.NotSent("not connected"));
        } else if (inFlight.incrementAndGet() > settings.maxInFlight()) {
            inFlight.decrementAndGet();
            sink.success(new Answer.NotSent("too many messages in flight"));
        } else {
            enqueue(new Exchange(request, sink, inFlight::decrementAndGet));
        }
    }

    private void enqueue(Exchange exchange) {
        try {
            loop.execute(() -> send(exchange));
        } catch (RejectedExecutionException _) {
            exchange.finish(new Answer.NotSent("shut down"));
        }
    }

    private void send(Exchange exchange) {
        var session = farewell.get() == null ? ready() : null;
        if (session == null) {
            exchange.finish(new Answer.NotSent("not signed on"));
        } else if (exchanges.open(exchange, session, now() + settings.timeout().toNanos())) {
            session.send(exchange.request());
        } else {
            exchange.finish(new Answer.NotSent("trace number in use"));
        }
    }

    private @Nullable VisaSession ready() {
        int first = turn.getAndIncrement();
        for (int i = 0; i < links.size(); i++) {
            var session = links.get(Math.floorMod(first + i, links.size())).ready();
            if (session != null) {
                return session;
            }
        }
        return null;
    }

    /** How many connections are signed on. */
    int signedOn() {
        return (int) links.stream().filter(link -> link.ready() != null).count();
    }

    @Override
    public void start() {
        if (running.compareAndSet(false, true)) {
            loop.execute(this::connect);
        }
    }

    private void connect() {
        farewell.set(null);
        links.forEach(VisaLink::start);
        ticking.set(loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS));
    }

    private void tick() {
        long now = now();
        exchanges.expire(now);
        links.forEach(link -> link.tick(now));
        var leaving = farewell.get();
        if (leaving != null && (exchanges.isEmpty() || leaving.deadline - now <= 0)) {
            leave(leaving);
        }
    }

    /** Nothing new is sent; what is in flight may still be answered; then every connection signs off. */
    @Override
    public void stop(Runnable callback) {
        if (running.compareAndSet(true, false)) {
            loop.execute(() ->
                    farewell.set(new Farewell(now() + settings.link().drain().toNanos(), callback)));
        } else {
            callback.run();
        }
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    private void leave(Farewell leaving) {
        if (links.stream().filter(VisaLink::stop).count() == links.size()) {
            var future = ticking.getAndSet(null);
            if (future != null) {
                future.cancel(false);
            }
            leaving.callback.run();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void close() {
        loops.dispose();
    }

    private long now() {
        return loop.ticker().nanoTime();
    }

    /** A shutdown under way. */
    private record Farewell(long deadline, Runnable callback) {}
}
