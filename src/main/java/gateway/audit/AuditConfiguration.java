package gateway.audit;

import gateway.audit.note.CheckpointKey;
import gateway.audit.note.VerifierKey;
import gateway.audit.witness.TellWitnesses;
import gateway.platform.crypto.MasterKey;
import gateway.platform.resilience.BackgroundWork;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key of the trail, who is trusted, and who is told. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    private static final Duration TELL_EVERY = Duration.ofSeconds(2);
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
    BackgroundWork tellingWitnesses(TellWitnesses tell) {
        return BackgroundWork.every(
                "Telling witnesses of the audit trail",
                TELL_EVERY,
                () -> tell.run().timeout(DEADLINE));
    }
}
