package gateway.routing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.routing}.
 *
 * @param rules the first one whose condition holds for a processor decides about it; without any, names decide
 * @param costs what a processor charges, by its name; nothing where it is not listed
 */
@Validated
@ConfigurationProperties("gateway.routing")
record RoutingSettings(
        @DefaultValue List<@Valid Rule> rules, @DefaultValue Map<String, @Valid Cost> costs) {

    /**
     * One rule, in CEL over the names of {@link CelRanking}.
     *
     * @param when a condition
     * @param score a whole number, the higher the better; null leaves the processor out
     */
    record Rule(
            @NotBlank String name,
            @NotBlank String when,
            @Nullable String score) {}

    /** Hundredths of a percent of the amount, and minor units on top. */
    record Cost(
            @Min(0) @Max(10_000) int basisPoints, @Min(0) long fixedMinor) {

        static final Cost NOTHING = new Cost(0, 0);

        /** Rounded down: it only ranks. */
        long of(long amountMinor) {
            return Math.addExact(Math.multiplyExact(amountMinor, (long) basisPoints) / 10_000, fixedMinor);
        }
    }
}
