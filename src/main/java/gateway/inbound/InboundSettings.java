package gateway.inbound;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.inbound}.
 *
 * @param bank the three letters by which partners know us
 * @param spread how many percent under the middle customers get
 * @param most what one transfer may bring, in tiyin
 * @param confirmWithin how long the rate holds and a check can be confirmed
 * @param registriesFor how many days one question for a list or a statement may cover
 * @param deadline how long we may take for one call; past it the partner asks for the status
 * @param expiryPause between two looks for what was never confirmed
 */
@Validated
@ConfigurationProperties("gateway.inbound")
public record InboundSettings(
        @NotNull @Pattern(regexp = "[A-Z]{3}") @DefaultValue("OQM")
        String bank,

        @NotNull @DecimalMin("0") @DecimalMax("50") @DefaultValue("1")
        BigDecimal spread,

        @Min(1) @DefaultValue("1999999900") long most,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("20m")
        Duration confirmWithin,

        @Min(1) @DefaultValue("60") int registriesFor,

        @NotNull @DurationMin(millis = 100) @DefaultValue("8s")
        Duration deadline,

        @NotNull @DurationMin(millis = 10) @DefaultValue("5s")
        Duration expiryPause) {

    boolean allows(Money received) {
        return received.minor() <= most;
    }

    /** What customers get. */
    static Asset soum() {
        return Asset.UZS;
    }
}
