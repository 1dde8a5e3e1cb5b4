package gateway.compliance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.compliance}.
 *
 * @param lists where the lists are
 * @param screening how alike names have to be, and what holds without the lists
 * @param pack the bank's monitoring rules; the default has none
 * @param baseUnits what a base calculation unit was worth, and when
 * @param reportingEntity our number at the financial intelligence unit
 */
@Validated
@ConfigurationProperties("gateway.compliance")
record ComplianceSettings(
        @NotNull @Valid @DefaultValue Lists lists,

        @NotNull @DefaultValue("classpath:compliance/screening.yaml")
        Resource screening,

        @NotNull @DefaultValue("classpath:compliance/none.yaml")
        Resource pack,

        @NotNull @DefaultValue("classpath:rulebook/uz/base-units.yaml")
        Resource baseUnits,

        @NotNull @Pattern(regexp = "[1-9][0-9]{0,9}") @DefaultValue("1")
        String reportingEntity) {

    /**
     * Settings under {@code gateway.compliance.lists}.
     *
     * @param folder with {@code sdn.xml}, {@code consolidated.xml} and {@code national.csv}, as far as they are there;
     *     without it nobody is on any list
     * @param lookEvery rest between two looks at the folder
     * @param largest no file may be larger
     * @param required whether there has to be a list at all; without any the pack's fail policy decides then
     */
    record Lists(
            @Nullable Path folder,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("1m")
            Duration lookEvery,

            @NotNull @DefaultValue("128MB") DataSize largest,
            @DefaultValue("false") boolean required) {}
}
