package gateway.processors.payme;

import gateway.processors.HttpTerms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.processors.payme}. The defaults reach the sandbox on the same machine.
 *
 * @param url where the Subscribe API listens, http or https
 * @param cashbox our cash register at Payme; all that the methods about cards want
 * @param key of the cash register, which those about receipts want, too; never printed
 * @param accountField the field of the cash register's {@code account} that takes our name for a receipt
 * @param goods what tax receipts say was sold, by the category of the merchant (four digits); payments to others have
 *     none
 * @param timeout how long one question may take from start to answer; after it the outcome is unknown. Longer than
 *     Payme usually waits for a bank, shorter than a payment's lease
 * @param namingTimeout the same for a receipt's creation, which moves no money
 * @param http how connections are held
 */
@Validated
@ConfigurationProperties("gateway.processors.payme")
record PaymeSettings(
        @NotNull @DefaultValue("http://127.0.0.1:8104/api") URI url,

        @Pattern(regexp = "[0-9A-Za-z]{1,64}") @DefaultValue("oqim")
        String cashbox,

        @NotBlank @DefaultValue("sandbox") String key,

        @Pattern(regexp = "[0-9A-Za-z_]{1,32}") @DefaultValue("order_id")
        String accountField,

        @DefaultValue Map<@Pattern(regexp = "[0-9]{4}") String, @Valid PaymeGood> goods,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 14) @DefaultValue("8s")
        Duration timeout,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 7) @DefaultValue("3s")
        Duration namingTimeout,

        @NotNull @Valid @DefaultValue HttpTerms http) {

    /** Without the key. */
    @Override
    public String toString() {
        return "PaymeSettings[" + url + ", " + cashbox + "]";
    }
}
