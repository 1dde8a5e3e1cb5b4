package gateway.microloans;

import gateway.packs.InForce;
import gateway.packs.StartingPack;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The caps a node begins with; a pack with a fault stops it. */
@Configuration(proxyBeanMethods = false)
class MicroloanConfiguration {

    @Bean
    InForce<CapBook> microloanPack(MicroloanSettings settings) throws IOException {
        return StartingPack.read(new CapPacks(), settings.pack());
    }
}
