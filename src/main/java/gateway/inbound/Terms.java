package gateway.inbound;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** What partners have to know of how we serve them. */
@Component
public final class Terms {

    private final InboundSettings settings;

    Terms(InboundSettings settings) {
        this.settings = settings;
    }

    /** The three letters by which partners know us. */
    public String bank() {
        return settings.bank();
    }

    /** What one question for a list or a statement may cover. */
    public Duration registry() {
        return Duration.ofDays(settings.registriesFor());
    }

    /** How long we may take for one call. */
    public Duration deadline() {
        return settings.deadline();
    }
}
