package gateway.processors.visa;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.ZoneId;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.processors.visa}.
 *
 * @param host where the network's access point listens
 * @param connections how many TCP connections carry messages at the same time
 * @param maxInFlight how many messages may wait for an answer; one more is not sent
 * @param timeout how long we wait for an answer before the outcome counts as unknown
 * @param stations who we are in the header
 * @param acceptor who we are in a message
 * @param link when a connection counts as dead, and when it is tried again
 * @param trace how trace numbers are taken from the database
 */
@Validated
@ConfigurationProperties("gateway.processors.visa")
record VisaSettings(
        @NotBlank @DefaultValue("127.0.0.1") String host,
        @Min(1) @Max(65_535) @DefaultValue("8094") int port,
        @Min(1) @Max(64) @DefaultValue("2") int connections,
        @Min(1) @Max(100_000) @DefaultValue("2000") int maxInFlight,

        @NotNull @DurationMin(millis = 100) @DefaultValue("5s")
        Duration timeout,

        @Valid @NotNull @DefaultValue Stations stations,
        @Valid @NotNull @DefaultValue Acceptor acceptor,
        @Valid @NotNull @DefaultValue Link link,
        @Valid @NotNull @DefaultValue Trace trace) {

    /**
     * Stations of the BASE I header.
     *
     * @param own our station id, six digits
     * @param network the station id of the network, six digits
     */
    record Stations(
            @NotNull @Pattern(regexp = "[0-9]{6}") @DefaultValue("123456")
            String own,

            @NotNull @Pattern(regexp = "[0-9]{6}") @DefaultValue("000000")
            String network) {}

    /**
     * Who accepts the card.
     *
     * @param acquirer acquiring institution, field 32
     * @param terminal field 41; nodes that share a database share it
     * @param id field 42
     * @param name field 43 when a payment names nobody
     * @param city field 43
     * @param country field 43, two letters
     * @param countryNumber field 19, ISO 3166 number
     * @param zone whose local time fields 12 and 13 show
     */
    record Acceptor(
            @NotNull @Pattern(regexp = "[0-9]{6,11}") @DefaultValue("400001")
            String acquirer,

            @NotNull @Pattern(regexp = "[A-Z0-9]{8}") @DefaultValue("OQIM0001")
            String terminal,

            @NotNull @Pattern(regexp = "[A-Z0-9]{1,15}") @DefaultValue("OQIM00000000001")
            String id,

            @NotBlank @Size(max = 25) @DefaultValue("OQIM") String name,

            @NotBlank @Size(max = 13) @DefaultValue("TASHKENT")
            String city,

            @NotNull @Pattern(regexp = "[A-Z]{2}") @DefaultValue("UZ")
            String country,

            @NotNull @Pattern(regexp = "[0-9]{3}") @DefaultValue("860")
            String countryNumber,

            @NotNull @DefaultValue("Asia/Tashkent") ZoneId zone) {}

    /**
     * Health of a connection.
     *
     * @param connectTimeout how long a connection may take to open
     * @param userTimeout how long sent bytes may stay unacknowledged before the kernel gives the connection up
     * @param echoAfter how long a connection may be idle before we ask whether it lives
     * @param missedEchoes how many unanswered questions in a row mean that it does not
     * @param retryFirst how long to wait after the first failure to connect; doubled each time
     * @param retryMost the longest such wait
     * @param drain how long a shutdown waits for answers before it signs off
     */
    record Link(
            @NotNull @DurationMin(millis = 10) @DefaultValue("2s")
            Duration connectTimeout,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("10s")
            Duration userTimeout,

            @NotNull @DurationMin(millis = 50) @DefaultValue("60s")
            Duration echoAfter,

            @Min(1) @Max(100) @DefaultValue("3") int missedEchoes,

            @NotNull @DurationMin(millis = 1) @DefaultValue("50ms")
            Duration retryFirst,

            @NotNull @DurationMin(millis = 1) @DefaultValue("10s")
            Duration retryMost,

            @NotNull @DurationMin(millis = 0) @DefaultValue("5s")
            Duration drain) {}

    /**
     * Trace numbers (STAN).
     *
     * @param blockSize how many numbers one visit to the database takes
     * @param life how long a node may use a block; the rest is dropped, so that a slow node never uses a number that a
     *     busy one reaches again after the wrap
     * @param remembered how many finished messages are remembered to recognise late and repeated answers
     */
    record Trace(
            @Min(1) @Max(50_000) @DefaultValue("500") int blockSize,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("60s")
            Duration life,

            @Min(1) @Max(1_000_000) @DefaultValue("20000") int remembered) {}
}
