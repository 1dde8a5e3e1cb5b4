package gateway.inbound;

import gateway.shared.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
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
 * @param reviewWithin how long people of the bank have for one whose names are like some on a list
 * @param registriesFor how many days one question for a list or a statement may cover
 * @param deadline how long we may take for one call; past it the partner asks for the status
 * @param perSecond how often a partner may call each node with what is dear
 * @param keepSenders how long it is known who sent what came in; the law asks for five years
 * @param keepFailed how long it is known what came to nothing, unless people of the bank looked at it
 * @param onward how what came for cards is passed on to them
 * @param expiryPause between two looks for what was never confirmed
 */
@Validated
@ConfigurationProperties("gateway.inbound")
record InboundSettings(
        @NotNull @Pattern(regexp = "[A-Z]{3}") @DefaultValue("OQM")
        String bank,

        @NotNull @DecimalMin("0") @DecimalMax("50") @DefaultValue("1")
        BigDecimal spread,

        @Min(1) @DefaultValue("1999999900") long most,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("20m")
        Duration confirmWithin,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("12h")
        Duration reviewWithin,

        @Min(1) @DefaultValue("60") int registriesFor,

        @NotNull @DurationMin(millis = 100) @DefaultValue("8s")
        Duration deadline,

        @NotNull @Valid @DefaultValue PerSecond perSecond,

        @NotNull @DurationMin(days = 1) @DefaultValue("1827d")
        Duration keepSenders,

        @NotNull @DurationMin(days = 1) @DefaultValue("400d")
        Duration keepFailed,

        @NotNull @Valid @DefaultValue OnwardSettings onward,

        @NotNull @DurationMin(millis = 10) @DefaultValue("5s")
        Duration expiryPause) {

    /**
     * @param pause how long the search for money that came for cards rests
     * @param limit how much of it one search takes up
     * @param lease how long a node keeps what it took up to itself, and it rests until somebody looks again
     * @param within how long a card's rail may be out of reach until the money stays in the wallet
     */
    record OnwardSettings(
            @NotNull @DurationMin(millis = 10) @DefaultValue("500ms")
            Duration pause,

            @Min(1) @Max(1_000) @DefaultValue("64") int limit,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("15s")
            Duration lease,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("1h")
            Duration within) {}

    /**
     * @param lookups convert, receiver_banks and closing_balance together
     * @param checks check_credit
     * @param registries transfer_list and operations together
     */
    record PerSecond(
            @Min(1) @DefaultValue("100") int lookups,
            @Min(1) @DefaultValue("100") int checks,
            @Min(1) @DefaultValue("20") int registries) {}

    boolean allows(Money received) {
        return received.minor() <= most;
    }
}
