package gateway.sessions.policy;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.sessions}.
 *
 * @param pack the bank's policy of codes, sessions and new devices; with the default one a new device may do everything
 */
@Validated
@ConfigurationProperties("gateway.sessions")
record PolicySettings(
        @NotNull @DefaultValue("classpath:sessions/default.yaml")
        Resource pack) {}
