package gateway.cards;

import gateway.platform.resilience.BackgroundWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The BIN table, read once at start (a wrong one stops it), and what is done about cards without anybody asking. */
@Configuration(proxyBeanMethods = false)
class CardsConfiguration {

    private static final Duration REWRAP_PAUSE = Duration.ofMinutes(10);
    private static final Duration SWEEP_PAUSE = Duration.ofMinutes(1);
    private static final Duration REMOVE_PAUSE = Duration.ofSeconds(15);

    @Bean
    BinTable binTable(CardSettings settings) throws IOException {
        return BinFile.parse(settings.bins()
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .toList());
    }

    @Bean
    BackgroundWork rewrappingCards(RewrapCards rewrap) {
        return BackgroundWork.every("rewrap cards", REWRAP_PAUSE, rewrap::run);
    }

    @Bean
    BackgroundWork removingTokens(RemoveTokens remove) {
        return BackgroundWork.every("remove tokens of unlinked cards", REMOVE_PAUSE, remove::run);
    }

    @Bean
    BackgroundWork lapsingRegistrations(RemoveTokens tokens) {
        return BackgroundWork.every("lapse card registrations", SWEEP_PAUSE, tokens::sweep);
    }
}
