package gateway.sessions.web;

import gateway.platform.http.StaffRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.sessions.access}.
 *
 * @param staff members of the bank's staff by name, who may call {@code /admin}; without one nobody gets in there
 * @param clients names of the servers that may ask about tokens and revoke them, each with the hash of its secret
 */
@Validated
@ConfigurationProperties("gateway.sessions.access")
record AccessSettings(
        @NotNull @DefaultValue Map<@Pattern(regexp = NAME) String, @Valid Member> staff,
        @NotNull @DefaultValue Map<String, @Pattern(regexp = HASH) String> clients) {

    private static final String HASH = "[0-9a-f]{64}";
    private static final String NAME = "[a-z][a-z0-9.-]{0,62}";

    /**
     * @param tokenSha256 hash of the member's token, in lower-case hex
     * @param roles at least one
     */
    record Member(
            @NotNull @Pattern(regexp = HASH) String tokenSha256,
            @NotEmpty Set<StaffRole> roles) {}
}
