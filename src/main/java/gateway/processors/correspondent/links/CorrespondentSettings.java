package gateway.processors.correspondent.links;

import gateway.platform.crypto.MessageSeal;
import gateway.platform.iso20022.Bic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.correspondents}.
 *
 * @param bic ours
 * @param links the correspondents by name; without any nothing can be sent abroad
 * @param every how often a node looks for what is to be sent, told or fetched
 * @param batch how many messages it takes at once
 * @param atOnce how many of them are on their way to one correspondent at once
 * @param timeout how long it waits for an answer; then nobody knows, and it is sent again
 * @param firstRetry the pause after the first failure; it doubles with each
 * @param lastRetry the longest pause; a message is never given up
 * @param lookEvery how often it looks at how it stands with each link
 * @param downAfter a correspondent that took nothing for so long, while something waits, gets no new transfers
 * @param silentAfter nor does one that took transfers and said nothing for so long
 */
@Validated
@ConfigurationProperties("gateway.correspondents")
public record CorrespondentSettings(
        @DefaultValue("") String bic,
        @DefaultValue @Valid Map<String, LinkSettings> links,
        @NotNull @DefaultValue("500ms") Duration every,
        @Min(1) @Max(500) @DefaultValue("50") int batch,
        @Min(1) @Max(32) @DefaultValue("4") int atOnce,
        @NotNull @DefaultValue("5s") Duration timeout,
        @NotNull @DefaultValue("1s") Duration firstRetry,
        @NotNull @DefaultValue("5m") Duration lastRetry,
        @NotNull @DefaultValue("5s") Duration lookEvery,
        @NotNull @DefaultValue("1m") Duration downAfter,
        @NotNull @DefaultValue("24h") Duration silentAfter) {

    private static final int MOST_DOUBLINGS = 20;

    /**
     * One correspondent, who takes messages over HTTPS or in a folder.
     *
     * @param bic theirs
     * @param accounts ours at the correspondent, as statements call them
     * @param url where it takes messages; http is for where something else encrypts
     * @param sslBundle with our certificate for it and with whom we trust; https needs one
     * @param secret seals what both sides say over HTTPS, at least 16 characters; never printed
     * @param clientCertificates the SHA-256 fingerprints of those with which it may come to our door; two while it
     *     changes one for the other
     * @param folder with {@code out} for our messages and {@code in} for theirs, on a disk of both
     */
    public record LinkSettings(
            @NotNull String bic,
            @DefaultValue List<String> accounts,
            @Nullable URI url,
            @DefaultValue("") String sslBundle,
            @DefaultValue("") String secret,

            @Size(max = 4) @DefaultValue List<String> clientCertificates,

            @Nullable Path folder) {

        @AssertTrue(message = "needs a BIC")
        boolean isBicRight() {
            return Bic.isRight(bic);
        }

        @AssertTrue(message = "is reached over HTTPS or in a folder: exactly one of both")
        boolean isReachable() {
            return (url == null) != (folder == null);
        }

        @AssertTrue(message = "needs a secret of at least 16 characters")
        boolean isSecretFit() {
            return url == null || secret.length() >= MessageSeal.SHORTEST_SECRET;
        }

        @AssertTrue(message = "needs a bundle with both sides' certificates for https")
        boolean isMutual() {
            return !isOverHttps() || !sslBundle.isEmpty();
        }

        @AssertTrue(message = "writes a fingerprint as 64 hexadecimal digits, with colons or without")
        boolean isEachAFingerprint() {
            return fingerprints().size() == clientCertificates.size();
        }

        @AssertTrue(
                message = "needs the fingerprint of the certificate that it shows when it brings messages over HTTPS")
        boolean isKnown() {
            return url == null || !clientCertificates.isEmpty();
        }

        public boolean isOverHttps() {
            return url != null && "https".equals(url.getScheme());
        }

        /** Of the certificates that speak for it. */
        public List<Fingerprint> fingerprints() {
            return clientCertificates.stream()
                    .flatMap(text -> Fingerprint.parse(text).stream())
                    .toList();
        }

        @Override
        public String toString() {
            return "LinkSettings[" + bic + "]";
        }
    }

    @AssertTrue(message = "needs our BIC where there are correspondents")
    boolean isBicRight() {
        return links.isEmpty() || Bic.isRight(bic);
    }

    @AssertTrue(message = "names correspondents in small letters, digits and hyphens")
    boolean isNamed() {
        return links.keySet().stream().allMatch(name -> name.matches("[a-z][a-z0-9-]{0,31}"));
    }

    @AssertTrue(message = "lets a certificate speak for one correspondent only")
    boolean isEachCertificateOfOne() {
        var all = links.values().stream()
                .flatMap(link -> link.fingerprints().stream())
                .toList();
        return Set.copyOf(all).size() == all.size();
    }

    /** @param attempts how often it failed so far */
    public Duration pause(int attempts) {
        var pause = firstRetry.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        return pause.compareTo(lastRetry) > 0 ? lastRetry : pause;
    }

    /** For longer than any message can be on its way; then another node may take it up. */
    public Duration lease() {
        return timeout.multipliedBy(2L + batch / atOnce);
    }
}
