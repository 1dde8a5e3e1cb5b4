package gateway.cards;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the BIN table once, at start; a wrong one stops it. */
@Configuration(proxyBeanMethods = false)
class CardsConfiguration {

    @Bean
    BinTable binTable(CardSettings settings) throws IOException {
        return BinFile.parse(settings.bins()
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .toList());
    }
}
