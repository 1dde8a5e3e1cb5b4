package gateway.sessions.tokens;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.sessions.tokens}.
 *
 * @param issuer claim {@code iss}
 * @param audience claim {@code aud}: only tokens for us count here
 * @param validFor how long an access token counts; also how long a revocation is kept in memory
 * @param remembered how many verified tokens, and how many device keys, a node keeps
 * @param keySignsFor how long one key signs before the next takes over
 * @param keyPublishedAhead how long before that the next key is published
 * @param proofWindow how far the clock of a device may be from ours
 * @param origins the addresses clients call us by, such as {@code https://api.bank.uz}; empty accepts whatever address
 *     a request was sent to, which is only safe where a proxy fixes the Host header
 */
@Validated
@ConfigurationProperties("gateway.sessions.tokens")
public record TokenSettings(
        @NotBlank @DefaultValue("https://oqim.example") String issuer,
        @NotBlank @DefaultValue("oqim") String audience,

        @NotNull @DurationMin(seconds = 30) @DurationMax(minutes = 15) @DefaultValue("5m")
        Duration validFor,

        @Min(100) @Max(1_000_000) @DefaultValue("20000") int remembered,

        @NotNull @DurationMin(hours = 1) @DefaultValue("30d")
        Duration keySignsFor,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("1d")
        Duration keyPublishedAhead,

        @NotNull @DurationMin(seconds = 5) @DurationMax(minutes = 5) @DefaultValue("60s")
        Duration proofWindow,

        @NotNull @DefaultValue Set<String> origins) {

    /** A revocation is kept this much longer than any token it could touch; no token is younger than this. */
    static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(1);

    /** After this, no access token issued before now is accepted by any node. */
    public Duration outlivesEveryToken() {
        return validFor.plus(CLOCKS_MAY_DIFFER);
    }
}
