package gateway.processors.humo;

import gateway.processors.HttpTerms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.processors.humo}.
 *
 * @param url where PaymentServer listens
 * @param username for Basic authentication at PaymentServer
 * @param password for Basic authentication at PaymentServer
 * @param originator who we are in {@code paymentOriginator}
 * @param merchantId ours at HUMO
 * @param terminalId ours at HUMO
 * @param debitPointCode point of service of a payment from a card ({@code SOAP_SMS})
 * @param creditPointCode point of service of a payment to a card ({@code SOAP_TOCARD_2})
 * @param centreId processing centre the merchant belongs to
 * @param middlewareUrl where the JSON middleware listens
 * @param middlewareToken bearer token for the JSON middleware
 * @param timeout how long one question, from first byte to last answer, may take before its outcome counts as unknown
 * @param pool limits of the connections to each of the two services
 */
@Validated
@ConfigurationProperties("gateway.processors.humo")
record HumoSettings(
        @NotNull @DefaultValue("http://127.0.0.1:11210") URI url,
        @NotBlank @DefaultValue("gateway") String username,
        @NotNull @DefaultValue("") String password,
        @NotBlank @DefaultValue("gateway") String originator,
        @NotBlank @DefaultValue("011860022222222") String merchantId,
        @NotBlank @DefaultValue("2222AB22") String terminalId,
        @NotBlank @DefaultValue("100001104110") String debitPointCode,
        @NotBlank @DefaultValue("100010104110") String creditPointCode,
        @NotBlank @DefaultValue("CENTRE1") String centreId,
        @NotNull @DefaultValue("http://127.0.0.1:11211") URI middlewareUrl,
        @NotNull @DefaultValue("") String middlewareToken,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 60) @DefaultValue("5s")
        Duration timeout,

        @NotNull @Valid @DefaultValue Pool pool) {

    /**
     * @param connections open at the same time; more wait
     * @param waiting how many questions may wait for a connection; more are not sent
     * @param patience how long a question waits for a connection before it is not sent
     * @param connectTimeout how long a connection may take to open
     * @param idle how long an unused connection is kept; shorter than the other side keeps it
     */
    record Pool(
            @Min(1) @DefaultValue("64") int connections,
            @Min(1) @DefaultValue("256") int waiting,

            @NotNull @DurationMin(millis = 10) @DefaultValue("500ms")
            Duration patience,

            @NotNull @DurationMin(millis = 10) @DefaultValue("1s")
            Duration connectTimeout,

            @NotNull @DurationMin(millis = 100) @DefaultValue("15s")
            Duration idle) {}

    // A peer that vanished without a reset is noticed in the time of one answer, not in fifteen minutes.
    HttpTerms terms() {
        return new HttpTerms(
                pool.connectTimeout(),
                pool.patience(),
                timeout,
                pool.connections(),
                pool.waiting(),
                pool.idle(),
                DataSize.ofBytes(HumoAnswerReader.LARGEST));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "HumoSettings[url=%s, originator=%s, middlewareUrl=%s, timeout=%s, pool=%s]"
                .formatted(url, originator, middlewareUrl, timeout, pool);
    }
}
