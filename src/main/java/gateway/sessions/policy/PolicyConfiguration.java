package gateway.sessions.policy;

import gateway.packs.InForce;
import gateway.packs.StartingPack;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policy a node begins with; a pack with a fault stops it. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    @Bean
    InForce<SessionBook> sessionPack(PolicySettings settings) throws IOException {
        return StartingPack.read(new SessionPacks(), settings.pack());
    }
}
