package gateway.crossborder.rates;

import gateway.rulebook.BankTime;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.crossborder.rates}.
 *
 * @param providers who is asked; the first whose rate is good counts. By default nobody, so nothing can be quoted
 * @param every how often they are asked
 * @param timeout how long one may take to answer
 * @param jump how many percent a rate may move at once before a person has to look
 * @param agreement how many percent another provider may differ and still bear a jump out
 * @param goodFor how long a rate is good, weekends not counted
 */
@Validated
@ConfigurationProperties("gateway.crossborder.rates")
record RateSettings(
        @DefaultValue List<@Valid Provider> providers,

        @NotNull @DurationMin(millis = 100) @DefaultValue("10m")
        Duration every,

        @NotNull @DurationMin(millis = 100) @DefaultValue("10s")
        Duration timeout,

        @NotNull @DecimalMin("0.01") @DefaultValue("5") BigDecimal jump,
        @NotNull @DecimalMin("0.01") @DefaultValue("1") BigDecimal agreement,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("36h")
        Duration goodFor) {

    /**
     * Somebody who says what currencies cost.
     *
     * @param format {@code cbu} as the Central Bank writes, {@code bid-ask} in a form of our own
     * @param url of the rates, path included
     * @param sslBundle our certificate and whom we trust; empty for https that shows none
     */
    record Provider(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,30}")
            String name,

            @NotNull @Pattern(regexp = "cbu|bid-ask") @DefaultValue("cbu")
            String format,

            @NotNull URI url,
            @DefaultValue("") String sslBundle) {}

    RateRules rules() {
        return new RateRules(jump, agreement, goodFor, BankTime.ZONE);
    }
}
