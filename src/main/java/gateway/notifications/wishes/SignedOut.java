package gateway.notifications.wishes;

import gateway.platform.resilience.BackgroundWork;
import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.RevocationListener;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes push tokens away from whoever was signed out, within a second or so. Every node hears of every revocation, and
 * hears it again after a restart while it matters. What none of them has room for, or dies with, {@link SweepTokens}
 * finds later.
 */
@Configuration(proxyBeanMethods = false)
class SignedOut {

    private static final int MOST_WAITING = 10_000;
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final BlockingQueue<Subject> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    @Bean
    RevocationListener forgetsPushTokens() {
        return this::heard;
    }

    @Bean
    BackgroundWork forgettingPushTokens(PushTokens tokens) {
        return BackgroundWork.every(
                "Forgetting push tokens", EVERY, () -> forget(tokens).timeout(DEADLINE));
    }

    private void heard(Revocation revocation) {
        var _ = waiting.offer(revocation.subject());
    }

    // One stays in the line until it is done: a failure leaves it for the next turn, and holds no other one up.
    private Mono<Void> forget(PushTokens tokens) {
        return Flux.defer(() -> Flux.fromIterable(waiting))
                .concatMapDelayError(
                        subject -> tokens.signedOut(subject).then(Mono.fromRunnable(() -> waiting.remove(subject))))
                .then();
    }
}
