package gateway.rulebook;

import gateway.rulebook.Citation.Confidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Made-up versions of made-up rules. */
final class Rules {

    static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private Rules() {}

    /** @param from and until are days from {@link #NOW}; null for an open end */
    static Version<String> rule(String id, int version, int from, @Nullable Integer until, String says) {
        var citation = new Citation("test", Confidence.SAMPLE, Instant.EPOCH, new Wording(id, id, id));
        var validity = new Validity(day(from), until == null ? null : day(until));
        return new Version<>(new RuleHead(id, version, citation, validity), says);
    }

    static Instant day(int days) {
        return NOW.plusSeconds(days * 86_400L);
    }
}
