package gateway.processors.correspondent.links;

import gateway.platform.crypto.Sha256;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The SHA-256 of a certificate, by which one is known whoever signed it. */
public record Fingerprint(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** As people write it: in any case, with colons or without. */
    public static Optional<Fingerprint> parse(String text) {
        var hex = text.replace(":", "").toLowerCase(Locale.ROOT);
        return FORM.matcher(hex).matches() ? Optional.of(new Fingerprint(hex)) : Optional.empty();
    }

    /** Throws {@link IllegalArgumentException} for one that cannot be written down; TLS brings none such. */
    public static Fingerprint of(X509Certificate certificate) {
        try {
            return new Fingerprint(HexFormat.of().formatHex(Sha256.of(certificate.getEncoded())));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("No certificate that can be written down", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
