package gateway.audit;

import gateway.audit.note.CheckpointKey;
import gateway.audit.note.VerifierKey;
import gateway.audit.trail.FollowOutbox;
import gateway.audit.trail.SignCheckpoints;
import gateway.audit.trail.WatchTrail;
import gateway.audit.witness.TellWitnesses;
import gateway.platform.crypto.MasterKey;
import gateway.platform.resilience.BackgroundWork;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key of the trail, and what a node does for it without being asked. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    private static final Duration SIGN_EVERY = Duration.ofSeconds(1);
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @Bean
    CheckpointKey checkpointKey(MasterKey master, AuditSettings settings) {
        return CheckpointKey.of(master, settings.origin());
    }

    @Bean
    Trusted trusted(CheckpointKey key, AuditSettings settings) {
        var keys = Stream.concat(
                Stream.of(key.verifier()), settings.oldKeys().stream().map(VerifierKey::parse));
        return new Trusted(keys.toList(), settings.witnesses());
    }

    @Bean
    BackgroundWork followingOutbox(FollowOutbox follow, AuditSettings settings) {
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
    BackgroundWork tellingWitnesses(TellWitnesses tell) {
        return BackgroundWork.every(
                "Telling witnesses of the audit trail",
                TELL_EVERY,
                () -> tell.run().timeout(DEADLINE));
    }

    @Bean
    BackgroundWork watchingTrail(WatchTrail watch) {
        return BackgroundWork.every(
                "Watching the audit trail", LOOK_EVERY, () -> watch.look().timeout(DEADLINE));
    }
}
