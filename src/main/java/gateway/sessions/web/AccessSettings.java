package gateway.sessions.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.sessions.access}.
 *
 * @param staffTokenSha256 hash of the token the bank's staff calls {@code /admin} with, in lower-case hex; without it
 *     nobody gets in there
 * @param clients names of the servers that may ask about tokens and revoke them, each with the hash of its secret
 */
@Validated
@ConfigurationProperties("gateway.sessions.access")
record AccessSettings(
        @Nullable @Pattern(regexp = HASH) String staffTokenSha256,
        @NotNull @DefaultValue Map<String, @Pattern(regexp = HASH) String> clients) {

    private static final String HASH = "[0-9a-f]{64}";
}
