package gateway.operators.uzum;

import gateway.operators.Announced.Bounds;
import gateway.operators.wire.Login;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.operators.uzum}.
 *
 * @param login the name that Uzum gave itself
 * @param passwordSha256 hash of its password, in lower-case hex; without one nobody gets in
 * @param serviceId our number at Uzum
 * @param sources networks that Uzum calls from; nobody may when there are none
 * @param least the least that a wallet is topped up by, in tiyin
 * @param most the most that a wallet is topped up by at once, in tiyin
 * @param validFor how long a transaction waits for its confirmation; the protocol says 30 minutes
 * @param codes other numbers for errors than ours, by the names of {@code UzumResponseCodes}
 */
@Validated
@ConfigurationProperties("gateway.operators.uzum")
record UzumSettings(
        @NotBlank @DefaultValue("uzum") String login,
        @Nullable @Pattern(regexp = "[0-9a-f]{64}") String passwordSha256,
        @DefaultValue("101202") long serviceId,
        @NotNull @DefaultValue List<String> sources,
        @Min(1) @DefaultValue("100000") long least,
        @Min(1) @DefaultValue("1500000000") long most,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30m")
        Duration validFor,

        @NotNull @DefaultValue Map<UzumResponseCodes, @Pattern(regexp = "[0-9]{5}") String> codes) {

    Login agreed() {
        return new Login(UzumProtocol.UZUM, login, passwordSha256);
    }

    Bounds bounds() {
        return new Bounds(least, most);
    }

    String code(UzumResponseCodes error) {
        return codes.getOrDefault(error, error.code());
    }
}
