package gateway.crossborder;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.crossborder}.
 *
 * @param pack the bank's corridors; the default has none
 * @param senderTown where senders live as far as the bank tells correspondents, who want a town of every sender
 * @param beneficiaries how many one customer may have
 * @param checkEvery how often a node looks for remittances whose time has come
 * @param lease for how long a node that takes one up keeps the others away
 * @param checkBatch how many it takes up at once
 */
@Validated
@ConfigurationProperties("gateway.crossborder")
record CrossBorderSettings(
        @NotNull @DefaultValue("classpath:crossborder/none.yaml")
        Resource pack,

        @NotBlank @DefaultValue("Tashkent") String senderTown,
        @Min(1) @Max(1000) @DefaultValue("50") int beneficiaries,

        @NotNull @DurationMin(millis = 50) @DefaultValue("1s")
        Duration checkEvery,

        @NotNull @DurationMin(millis = 500) @DefaultValue("30s")
        Duration lease,

        @Min(1) @Max(1000) @DefaultValue("100") int checkBatch) {}
