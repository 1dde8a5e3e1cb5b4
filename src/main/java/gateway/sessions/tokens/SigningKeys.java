package gateway.sessions.tokens;

import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The signing keys as this node knows them, and their rotation by whichever node is first. */
@Component
public class SigningKeys implements KeySource {

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(1);
    private static final Duration BELIEVED_LONGER = Duration.ofHours(1);

    private final SigningKeyStore store;
    private final TokenSettings settings;
    private final Clock clock;
    private volatile @Nullable KeyRing known;

    SigningKeys(SigningKeyStore store, TokenSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** RFC 7517 key set, public halves only. */
    public Mono<Map<String, Object>> published() {
        return ring().map(ring -> ring.published(clock.instant()));
    }

    @Override
    public Mono<KeyRing> ring() {
        return Mono.defer(() -> {
            var ring = known;
            return ring == null || ring.signerAt(clock.instant()).isEmpty() ? refresh() : Mono.just(ring);
        });
    }

    /** Reads the keys and publishes the next one when it is time. */
    Mono<KeyRing> refresh() {
        return Mono.defer(() -> store.load(clock.instant()))
                .flatMap(ring -> withNext(ring, clock.instant()))
                .doOnNext(ring -> known = ring);
    }

    private Mono<KeyRing> withNext(KeyRing ring, Instant now) {
        return Mono.justOrEmpty(ring.nextAt(now, settings.keyPublishedAhead()))
                .flatMap(next -> store.add(made(next)).then(store.load(now)))
                .defaultIfEmpty(ring);
    }

    private SigningKey made(KeyRing.Next next) {
        var until = next.signsFrom().plus(settings.keySignsFor());
        return new SigningKey(
                next.number(),
                SigningKey.generate(),
                next.signsFrom(),
                until,
                until.plus(settings.validFor()).plus(BELIEVED_LONGER));
    }

    /** Looks for new keys now and then. */
    @Configuration(proxyBeanMethods = false)
    static class Rotation {

        @Bean
        BackgroundWork signingKeyRotation(SigningKeys keys) {
            return BackgroundWork.every("signing key rotation", LOOK_AGAIN_AFTER, keys::refresh);
        }
    }
}
