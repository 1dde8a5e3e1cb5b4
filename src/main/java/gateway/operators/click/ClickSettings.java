package gateway.operators.click;

import gateway.operators.Announced.Bounds;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.operators.click}.
 *
 * @param secret what both sign with; it cannot be a hash, because the signature is made of it. Without one nobody gets
 *     in
 * @param serviceId our number at Click; without one any is taken that is signed
 * @param sources networks that Click calls from; nobody may when there are none
 * @param least the least that a wallet is topped up by, in tiyin
 * @param most the most that a wallet is topped up by at once, in tiyin
 * @param validFor how long a prepared payment waits to be completed; the protocol names no time
 */
@Validated
@ConfigurationProperties("gateway.operators.click")
record ClickSettings(
        @Nullable @Size(min = 4, max = 256) String secret,
        @Nullable Long serviceId,
        @NotNull @DefaultValue List<String> sources,
        @Min(1) @DefaultValue("100000") long least,
        @Min(1) @DefaultValue("1500000000") long most,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("12h")
        Duration validFor) {

    Bounds bounds() {
        return new Bounds(least, most);
    }

    @Override
    public String toString() {
        return "ClickSettings[***]";
    }
}
