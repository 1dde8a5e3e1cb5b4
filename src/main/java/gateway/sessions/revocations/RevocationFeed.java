package gateway.sessions.revocations;

import gateway.platform.redis.RedisStream;
import gateway.platform.resilience.BackgroundWork;
import gateway.sessions.Revocation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings revocations to this node: at once by the stream, and by asking the database when the stream is silent. */
@Component
public class RevocationFeed {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationFeed.class);
    private static final String STREAM = "oqim:revocations";
    private static final int STREAM_LENGTH = 100_000;
    private static final Duration TELL_DEADLINE = Duration.ofMillis(500);

    /** Short, because the stream is what keeps the promise of one second; the poll goes on meanwhile. */
    private static final Duration STREAM_PAUSE = Duration.ofMillis(250);

    private static final Duration POLL_DEADLINE = Duration.ofSeconds(3);

    private final RevocationLookup lookup;
    private final RevocationView view;
    private final RedisStream stream;
    private final Clock clock;
    private volatile String horizon = "0";
    private volatile Instant lastAsked = Instant.EPOCH;

    RevocationFeed(RevocationLookup lookup, RevocationView view, ReactiveStringRedisTemplate redis, Clock clock) {
        this.lookup = lookup;
        this.view = view;
        this.stream = new RedisStream(redis, STREAM, STREAM_LENGTH);
        this.clock = clock;
    }

    /** Call after the commit. Holds on this node at once; completes when the other nodes were told, or could not be. */
    public Mono<Void> announce(List<Revocation> committed) {
        return Flux.fromIterable(committed)
                .doOnNext(view::learn)
                .concatMap(it -> stream.append(RevocationMessage.of(it)))
                .then()
                .timeout(TELL_DEADLINE)
                .onErrorResume(RevocationFeed::leaveToThePoll);
    }

    // The revocation is durable; every node finds it with its next poll.
    private static Mono<Void> leaveToThePoll(Throwable fault) {
        LOG.warn("Other nodes learn of a revocation by their next poll only: {}", fault.toString());
        return Mono.empty();
    }

    Flux<Revocation> follow() {
        return stream.follow()
                .flatMapIterable(
                        message -> RevocationMessage.read(message).stream().toList())
                .doOnNext(view::learn);
    }

    Mono<Void> poll() {
        return Mono.defer(() -> pollAt(clock.instant())).timeout(POLL_DEADLINE);
    }

    private Mono<Void> pollAt(Instant asked) {
        if (asked.isBefore(lastAsked)) {
            // The clock was set back, and what is old may look new.
            view.doubts();
        }
        lastAsked = asked;
        return lookup.since(horizon).map(news -> take(news, asked)).then();
    }

    private RevocationLookup.News take(RevocationLookup.News news, Instant asked) {
        news.revocations().forEach(view::learn);
        horizon = news.horizon();
        view.knowsEverythingAsOf(asked);
        return news;
    }

    /** Both ways, for as long as the node runs. */
    @Configuration(proxyBeanMethods = false)
    static class Ways {

        @Bean
        BackgroundWork revocationStream(RevocationFeed feed) {
            return new BackgroundWork("revocation stream", STREAM_PAUSE, feed.follow());
        }

        @Bean
        BackgroundWork revocationPoll(RevocationFeed feed, RevocationSettings settings) {
            return BackgroundWork.every("revocation poll", settings.poll(), feed::poll);
        }
    }
}
