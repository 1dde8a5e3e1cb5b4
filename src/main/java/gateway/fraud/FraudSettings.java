package gateway.fraud;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.fraud}.
 *
 * @param pack the bank's fraud rules; the default has none
 */
@Validated
@ConfigurationProperties("gateway.fraud")
record FraudSettings(
        @NotNull @DefaultValue("classpath:fraud/none.yaml") Resource pack) {}
