package sandbox.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Who somebody is on an encrypted link: a P-256 key and a certificate that it signed itself, as PEM files. The JDK
 * reads certificates and makes none, and a second process for each would be slow; so this is written down byte by byte
 * (X.509 in DER).
 */
public record Identity(Path certificate, Path key) {

    private static final Duration VALID = Duration.ofDays(825);
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int OCTETS = 0x04;
    private static final int OBJECT = 0x06;
    private static final int TEXT = 0x0c;
    private static final int TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    private static final byte[] ECDSA_WITH_SHA256 = der(SEQUENCE, der(OBJECT, hex("2a8648ce3d040302")));
    private static final byte[] COMMON_NAME = der(OBJECT, hex("550403"));
    private static final byte[] ALTERNATIVE_NAMES = der(OBJECT, hex("551d11"));

    /** The one of that name that is kept in the folder; made when there is none. */
    public static Identity in(Path folder, String name) {
        return in(folder, name, "localhost");
    }

    /** @param host that the certificate is for, beside this machine's address */
    public static Identity in(Path folder, String name, String host) {
        var identity = new Identity(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
        if (!Files.exists(identity.certificate)) {
            identity.make(name, host, Instant.now().plus(VALID));
        }
        return identity;
    }

    /** One that is valid until then, in place of the one of that name in the folder. */
    public static Identity until(Path folder, String name, Instant until) {
        var identity = new Identity(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
        identity.make(name, "localhost", until);
        return identity;
    }

    private void make(String name, String host, Instant until) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            Files.createDirectories(certificate.toAbsolutePath().getParent());
            Files.deleteIfExists(key);
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Files.writeString(certificate, pem("CERTIFICATE", certificate(pair, name, host, until)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK can make a P-256 key", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] certificate(KeyPair pair, String name, String host, Instant until)
            throws GeneralSecurityException {
        var who = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(TEXT, name.getBytes(StandardCharsets.UTF_8)))));
        var hosts = der(
                SEQUENCE,
                der(0x82, host.getBytes(StandardCharsets.US_ASCII)),
                host.equals("localhost") ? der(0x87, new byte[] {127, 0, 0, 1}) : new byte[0]);
        var body = der(
                SEQUENCE,
                der(0xa0, der(INTEGER, new byte[] {2})),
                der(
                        INTEGER,
                        new BigInteger(64, new SecureRandom())
                                .add(BigInteger.ONE)
                                .toByteArray()),
                ECDSA_WITH_SHA256,
                who,
                der(SEQUENCE, time(until.minus(VALID).minus(Duration.ofDays(1))), time(until)),
                who,
                pair.getPublic().getEncoded(),
                der(0xa3, der(SEQUENCE, der(SEQUENCE, ALTERNATIVE_NAMES, der(OCTETS, hosts)))));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(body);
        return der(SEQUENCE, body, ECDSA_WITH_SHA256, der(BITS, new byte[] {0}, signature.sign()));
    }

    private static byte[] time(Instant at) {
        return der(TIME, UTC_TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length >= 0x100) {
            whole.write(0x82);
            whole.write(length >> 8);
        } else if (length >= 0x80) {
            whole.write(0x81);
        }
        whole.write(length);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), what);
    }
}
