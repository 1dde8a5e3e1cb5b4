package gateway.notifications.wishes;

import gateway.notifications.wishes.PushTokens.Place;
import gateway.platform.resilience.BackgroundWork;
import gateway.sessions.LiveSessions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Goes through all push tokens again and again, and takes away those whose session is over: it ended by itself, or its
 * revocation reached no node, because all were down, had no room for it, or a token was registered at the same moment.
 */
@Component
class SweepTokens {

    private static final Logger LOG = LoggerFactory.getLogger(SweepTokens.class);
    private static final int PAGE = 500;
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final PushTokens tokens;
    private final LiveSessions sessions;
    private final AtomicReference<Place> reached = new AtomicReference<>(Place.BEGINNING);

    SweepTokens(PushTokens tokens, LiveSessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Bean
    BackgroundWork sweepingPushTokens() {
        return BackgroundWork.every("Sweeping push tokens", EVERY, () -> page().timeout(DEADLINE));
    }

    /** The next page; after the last one it begins anew. */
    Mono<Void> page() {
        return Mono.defer(() -> tokens.after(java.util.Objects.requireNonNull(reached.get()), PAGE)
                        .collectList())
                .flatMap(places -> sweep(places).then(Mono.fromRunnable(() -> reached.set(next(places)))));
    }

    private static Place next(List<Place> places) {
        return places.size() < PAGE ? Place.BEGINNING : places.getLast();
    }

    private Mono<Void> sweep(List<Place> places) {
        if (places.isEmpty()) {
            return Mono.empty();
        }
        return sessions.among(places.stream().map(Place::session).distinct().toList())
                .collect(Collectors.toSet())
                .flatMap(live -> remove(places, live));
    }

    private Mono<Void> remove(List<Place> places, Set<gateway.shared.ids.SessionId> live) {
        var over = places.stream().filter(it -> !live.contains(it.session())).toList();
        return over.isEmpty()
                ? Mono.empty()
                : tokens.ended(over)
                        .doOnNext(removed -> LOG.info("Took {} push tokens of sessions that are over away", removed))
                        .then();
    }
}
