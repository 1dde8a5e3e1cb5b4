package gateway.fees.pack;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.fees}.
 *
 * @param pack the bank's fee schedules; the default has none, so nothing is promised that is not charged
 */
@Validated
@ConfigurationProperties("gateway.fees")
record FeeSettings(
        @NotNull @DefaultValue("classpath:fees/none.yaml") Resource pack) {}
