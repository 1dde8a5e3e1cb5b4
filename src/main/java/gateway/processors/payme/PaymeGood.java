package gateway.processors.payme;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What the tax receipt of a payment to merchants of one category says was sold: one of it, for the whole amount.
 *
 * @param code the state's product code (IKPU), seventeen digits
 * @param packageCode of the package, from the state's catalogue
 * @param units the catalogue's code of the unit; null where its package says enough
 * @param vatPercent in the amount
 */
record PaymeGood(
        @NotNull @Pattern(regexp = "[0-9]{17}") String code,
        @NotNull @Pattern(regexp = "[0-9]{1,20}") String packageCode,
        @Nullable @Min(1) @Max(9_999_999_999L) Long units,
        @Min(0) @Max(100) int vatPercent) {

    private static final int SALE = 0;

    /** As the {@code detail} of a receipt. */
    void write(JsonGenerator json, String title, long amount) {
        json.writeObjectPropertyStart("detail");
        json.writeNumberProperty("receipt_type", SALE);
        json.writeArrayPropertyStart("items");
        json.writeStartObject();
        json.writeStringProperty("title", title);
        json.writeNumberProperty("price", amount);
        json.writeNumberProperty("count", 1);
        json.writeStringProperty("code", code);
        if (units != null) {
            json.writeNumberProperty("units", units);
        }
        json.writeNumberProperty("vat_percent", vatPercent);
        json.writeStringProperty("package_code", packageCode);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
