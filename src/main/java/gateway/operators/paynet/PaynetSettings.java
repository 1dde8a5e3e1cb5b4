package gateway.operators.paynet;

import gateway.operators.Announced.Bounds;
import gateway.operators.wire.Login;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.operators.paynet}.
 *
 * @param login the name that we gave Paynet
 * @param passwordSha256 hash of its password, in lower-case hex; without one nobody gets in
 * @param serviceId our number at Paynet
 * @param sources networks that Paynet calls from; nobody may when there are none
 * @param least the least that a wallet is topped up by, in tiyin
 * @param most the most that a wallet is topped up by at once, in tiyin
 * @param mostInStatement how many transactions one statement may have
 */
@Validated
@ConfigurationProperties("gateway.operators.paynet")
record PaynetSettings(
        @NotBlank @DefaultValue("paynet") String login,
        @Nullable @Pattern(regexp = "[0-9a-f]{64}") String passwordSha256,
        @NotBlank @DefaultValue("1") String serviceId,
        @NotNull @DefaultValue List<String> sources,
        @Min(1) @DefaultValue("100000") long least,
        @Min(1) @DefaultValue("1500000000") long most,
        @Min(1) @DefaultValue("20000") int mostInStatement) {

    Login agreed() {
        return new Login(PaynetProtocol.PAYNET, login, passwordSha256);
    }

    Bounds bounds() {
        return new Bounds(least, most);
    }
}
