package gateway.corebanking;

import gateway.platform.crypto.MessageSeal;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.corebanking}.
 *
 * @param url where the core banking system takes documents, https; without it no document is made. http is for where
 *     something else encrypts, such as a mesh of services.
 * @param sslBundle the bundle with our certificate for it and with whom we trust; https needs one
 * @param secret signs what we say and proves what they answer, at least 16 characters; never printed
 * @param pack the account map
 * @param every how often a node looks for what is to be told
 * @param batch how many documents it takes at once
 * @param atOnce how many of them it sends at once
 * @param timeout how long it waits for an answer; then nobody knows, and it is sent again
 * @param firstRetry the pause after the first failure; it doubles with each
 * @param lastRetry the longest pause
 * @param giveUpAfter after that long without an answer a document is an operator's case
 */
@Validated
@ConfigurationProperties("gateway.corebanking")
record CoreBankingSettings(
        @Nullable URI url,
        @DefaultValue("") String sslBundle,
        @DefaultValue("") String secret,

        @NotNull @DefaultValue("classpath:corebanking/none.yaml")
        Resource pack,

        @NotNull @DefaultValue("500ms") Duration every,
        @Min(1) @Max(1000) @DefaultValue("200") int batch,
        @Min(1) @Max(64) @DefaultValue("8") int atOnce,
        @NotNull @DefaultValue("3s") Duration timeout,
        @NotNull @DefaultValue("1s") Duration firstRetry,
        @NotNull @DefaultValue("5m") Duration lastRetry,
        @NotNull @DefaultValue("24h") Duration giveUpAfter) {

    private static final int MOST_DOUBLINGS = 20;

    @AssertTrue(message = "needs a secret of at least 16 characters to talk to the core banking system")
    boolean isSecretFit() {
        return (url == null && secret.isEmpty()) || secret.length() >= MessageSeal.SHORTEST_SECRET;
    }

    @AssertTrue(message = "needs a bundle with both sides' certificates for https")
    boolean isMutual() {
        return url == null || !"https".equals(url.getScheme()) || !sslBundle.isEmpty();
    }

    /** @param attempts how often it failed so far */
    Duration pause(int attempts) {
        var pause = firstRetry.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        return pause.compareTo(lastRetry) > 0 ? lastRetry : pause;
    }

    /** For longer than any document can be on its way; then another node may take it up. */
    Duration lease() {
        return timeout.multipliedBy(2L + batch / atOnce);
    }

    @Override
    public String toString() {
        return "CoreBankingSettings[" + url + "]";
    }
}
