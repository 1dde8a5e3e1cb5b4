package gateway.issuing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.issuing}; those of the network's door stand under {@code gateway.issuing.network}.
 *
 * @param bin the first digits of the numbers that we issue
 * @param mostCards how many cards one customer may have at the same time
 * @param years how long a new card works
 * @param holdFor how long money stays held for a purchase that is not cleared
 * @param mostGuesses so many wrong codes and expiries within the window lock what is bought with a card's data alone
 * @param guessWindow from the first of them
 * @param guessLock how long it stays locked unless the staff unlocks it
 * @param messagesKept how long the network's messages and our answers are kept
 */
@Validated
@ConfigurationProperties("gateway.issuing")
record IssuingSettings(
        @NotNull @Pattern(regexp = "4[0-9]{5}([0-9]{2})?") @DefaultValue("40000199")
        String bin,

        @Min(1) @Max(100) @DefaultValue("5") int mostCards,
        @Min(1) @Max(10) @DefaultValue("3") int years,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("7d")
        Duration holdFor,

        @Min(1) @Max(100) @DefaultValue("5") int mostGuesses,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("1d")
        Duration guessWindow,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("3d")
        Duration guessLock,

        @NotNull @DurationMin(days = 1) @DefaultValue("180d")
        Duration messagesKept) {}
