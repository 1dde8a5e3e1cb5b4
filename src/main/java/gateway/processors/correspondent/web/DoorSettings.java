package gateway.processors.correspondent.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.correspondents.door}: where correspondents bring their messages.
 *
 * @param port of its own, because here everybody shows a certificate; 0 for any free one
 * @param sslBundle with our certificate; without it there is no door, and nobody brings anything but files
 */
@Validated
@ConfigurationProperties("gateway.correspondents.door")
record DoorSettings(
        @Min(0) @Max(65_535) @DefaultValue("8543") int port,
        @NotNull @DefaultValue("") String sslBundle) {}
