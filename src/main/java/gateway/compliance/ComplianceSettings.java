package gateway.compliance;

import gateway.compliance.matching.Screen;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.compliance}.
 *
 * @param lists where the lists are
 * @param hitFrom score of a thousand from which a match is a hit
 * @param possibleFrom score from which a person has to look
 */
@Validated
@ConfigurationProperties("gateway.compliance")
record ComplianceSettings(
        @NotNull @Valid @DefaultValue Lists lists,
        @Min(1) @Max(1_000) @DefaultValue("900") int hitFrom,
        @Min(1) @Max(1_000) @DefaultValue("780") int possibleFrom) {

    /**
     * Settings under {@code gateway.compliance.lists}.
     *
     * @param folder with {@code sdn.xml}, {@code consolidated.xml} and {@code national.csv}, as far as they are there;
     *     without it nobody is on any list
     * @param lookEvery rest between two looks at the folder
     * @param largest no file may be larger
     */
    record Lists(
            @Nullable Path folder,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("1m")
            Duration lookEvery,

            @NotNull @DefaultValue("128MB") DataSize largest) {}

    @AssertTrue(message = "possible-from is below hit-from")
    boolean isOrdered() {
        return possibleFrom < hitFrom;
    }

    Screen screen() {
        return new Screen(hitFrom, possibleFrom);
    }
}
