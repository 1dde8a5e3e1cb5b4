package gateway.sessions.signin;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.sessions.limits}.
 *
 * @param client the name of the customers' application in its tokens
 */
@Validated
@ConfigurationProperties("gateway.sessions.limits")
record SessionSettings(
        @NotBlank @DefaultValue("oqim-mobile") String client) {}
