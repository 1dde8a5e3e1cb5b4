package gateway.cards;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.cards}; the vault's keys stand under {@code gateway.cards.vault}.
 *
 * @param bins the BIN table
 * @param zone where the banks live: a card works through the last day of its month there
 * @param mostPerCustomer how many cards one customer may have linked
 * @param mostRegistrationsPerHour how often one customer may ask a rail about a card
 * @param codeValidity how long the rail's code is waited for
 * @param railDeadline how long a rail may take; afterwards it counts as unavailable
 * @param rowsInMemory how many cards, still encrypted, each node remembers
 * @param rowsInMemoryFor how long it remembers them, which bounds how long another node's change of token stays unseen
 * @param tokensRemovedAfter how long after an unlinking its rail is told to forget the card's token: a payment that was
 *     opened before may still be on its way with it
 */
@Validated
@ConfigurationProperties("gateway.cards")
record CardSettings(
        @NotNull @DefaultValue("classpath:cards/bins.csv") Resource bins,
        @NotNull @DefaultValue("Asia/Tashkent") ZoneId zone,
        @Min(1) @Max(100) @DefaultValue("20") int mostPerCustomer,
        @Min(1) @DefaultValue("10") int mostRegistrationsPerHour,

        @NotNull @DurationMin(seconds = 30) @DefaultValue("5m")
        Duration codeValidity,

        @NotNull @DurationMin(millis = 100) @DefaultValue("10s")
        Duration railDeadline,

        @Min(0) @DefaultValue("50000") int rowsInMemory,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30s")
        Duration rowsInMemoryFor,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("10m")
        Duration tokensRemovedAfter) {

    /** Wrong codes that end a registration. */
    static final int MOST_TRIES = 3;
}
