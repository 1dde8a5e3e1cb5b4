package gateway.microloans;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.microloans}.
 *
 * @param pack the caps a node begins with
 */
@Validated
@ConfigurationProperties("gateway.microloans")
record MicroloanSettings(
        @NotNull @DefaultValue("classpath:rulebook/uz/microloans.yaml")
        Resource pack) {}
