package gateway.operators.payme;

import gateway.operators.Announced.Bounds;
import gateway.operators.wire.Login;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.operators.payme}.
 *
 * @param keySha256 hash of the cash register's key, in lower-case hex; without one nobody gets in
 * @param sources networks that Payme calls from
 * @param least the least that a wallet is topped up by, in tiyin
 * @param most the most that a wallet is topped up by at once, in tiyin
 * @param validFor how long a transaction may wait for its confirmation; the protocol says 12 hours
 * @param mostInStatement how many transactions one statement may have
 */
@Validated
@ConfigurationProperties("gateway.operators.payme")
record PaymeSettings(
        @Nullable @Pattern(regexp = "[0-9a-f]{64}") String keySha256,
        @NotNull @DefaultValue("185.234.113.0/28") List<String> sources,
        @Min(1) @DefaultValue("100000") long least,
        @Min(1) @DefaultValue("1500000000") long most,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("12h")
        Duration validFor,

        @Min(1) @DefaultValue("20000") int mostInStatement) {

    private static final String LOGIN = "Paycom";

    Login agreed() {
        return new Login(PaymeProtocol.PAYME, LOGIN, keySha256);
    }

    Bounds bounds() {
        return new Bounds(least, most);
    }
}
