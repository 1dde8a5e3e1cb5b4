package gateway.audit.trail;

import gateway.platform.resilience.BackgroundWork;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a node does for the trail without being asked. */
@Configuration(proxyBeanMethods = false)
class TrailConfiguration {

    private static final Duration SIGN_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @Bean
    BackgroundWork followingOutbox(FollowOutbox follow, TrailSettings settings) {
        return BackgroundWork.every(
                "Following the outbox for the audit trail",
                settings.every(),
                () -> follow.run().timeout(DEADLINE));
    }

    @Bean
    BackgroundWork signingCheckpoints(SignCheckpoints sign) {
        return BackgroundWork.every(
                "Signing the audit trail", SIGN_EVERY, () -> sign.run().timeout(DEADLINE));
    }

    @Bean
    BackgroundWork watchingTrail(WatchTrail watch) {
        return BackgroundWork.every(
                "Watching the audit trail", LOOK_EVERY, () -> watch.look().timeout(DEADLINE));
    }
}
