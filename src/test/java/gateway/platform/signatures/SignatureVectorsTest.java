package gateway.platform.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.signatures.Member.InnerList;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 9421, appendix B, and of RFC 9530. */
class SignatureVectorsTest {

    private static final byte[] BODY = "{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST =
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

    private static final Map<String, List<String>> HEADERS = Map.of(
            "date", List.of("Tue, 20 Apr 2021 02:07:55 GMT"),
            "content-type", List.of("application/json"),
            "content-digest", List.of(DIGEST),
            "content-length", List.of("18"));

    private static final SignedMessage REQUEST = request("https://example.com/foo?param=Value&Pet=dog");

    private static final String INPUT_B25 =
            "(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"";
    private static final String SIGNATURE_B25 = "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=";
    private static final VerifyingKey SHARED_SECRET = VerifyingKey.ofSecret(
            decoded("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=="));

    private static final String INPUT_B26 = "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\""
            + " \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"";
    private static final String SIGNATURE_B26 =
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
    private static final VerifyingKey ED25519 = VerifyingKey.ofPublicHalf(
                    decoded("JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs="))
            .orElseThrow();

    private static SignedMessage request(String target) {
        return new SignedMessage(
                "POST", URI.create(target), name -> HEADERS.getOrDefault(name.toLowerCase(), List.of()), BODY);
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] base(SignedMessage message, String input) {
        var read = DictionaryReader.read(List.of("sig=" + input)).orElseThrow();
        return SignatureBase.of(message, (InnerList) read.get("sig")).orElseThrow();
    }

    @Test
    void theBaseOfB26IsTheOneOfTheStandard() {
        assertThat(new String(base(REQUEST, INPUT_B26), StandardCharsets.US_ASCII))
                .isEqualTo("""
                "date": Tue, 20 Apr 2021 02:07:55 GMT
                "@method": POST
                "@path": /foo
                "@authority": example.com
                "content-type": application/json
                "content-length": 18
                "@signature-params": %s""".formatted(INPUT_B26));
    }

    @Test
    void aSharedSecretVerifiesB25() {
        assertThat(SHARED_SECRET.verifies(base(REQUEST, INPUT_B25), decoded(SIGNATURE_B25)))
                .isTrue();
    }

    @Test
    void aPublicHalfVerifiesB26() {
        assertThat(ED25519.verifies(base(REQUEST, INPUT_B26), decoded(SIGNATURE_B26)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/fooo", "https://example.org/foo", "https://example.com:8443/foo"})
    void anotherAddressIsNotTheSignedOne(String target) {
        assertThat(ED25519.verifies(base(request(target), INPUT_B26), decoded(SIGNATURE_B26)))
                .isFalse();
    }

    @Test
    void asItIsWrittenMakesNoDifferenceToWhereItGoes() {
        var same = request("HTTPS://EXAMPLE.com:443/foo?other");

        assertThat(ED25519.verifies(base(same, INPUT_B26), decoded(SIGNATURE_B26)))
                .isTrue();
    }

    private static void assertThatEveryBitCounts(VerifyingKey key, byte[] input, String signature) {
        assertThat(key.verifies(input, decoded(signature))).isTrue();
        for (int bit = 0; bit < 8 * decoded(signature).length; bit += 7) {
            var changed = decoded(signature);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(key.verifies(input, changed)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void everyBitOfASignatureCounts() {
        assertThatEveryBitCounts(ED25519, base(REQUEST, INPUT_B26), SIGNATURE_B26);
        assertThatEveryBitCounts(SHARED_SECRET, base(REQUEST, INPUT_B25), SIGNATURE_B25);

        var input = base(REQUEST, INPUT_B26);
        assertThat(ED25519.verifies(input, new byte[0])).isFalse();
        assertThat(ED25519.verifies(input, new byte[64])).isFalse();
        assertThat(SHARED_SECRET.verifies(input, new byte[31])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "01"
            })
    void aKeyThatFitsEverythingIsNone(String hex) {
        assertThat(VerifyingKey.ofPublicHalf(java.util.HexFormat.of().parseHex(hex)))
                .isEmpty();
    }

    @Test
    void aPublicHalfIsAPointOfTheCurve() {
        var half = decoded("JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");

        assertThat(VerifyingKey.ofPublicHalf(half))
                .hasValueSatisfying(it -> assertThat(it.algorithm()).isEqualTo(SignatureAlgorithm.ED25519));
        assertThat(VerifyingKey.ofPublicHalf(Arrays.copyOf(half, 31))).isEmpty();
        assertThat(VerifyingKey.ofPublicHalf(Arrays.copyOf(half, 33))).isEmpty();
        // Of all numbers about half are the height of a point.
        assertThat(IntStream.range(2, 30).mapToObj(n -> VerifyingKey.ofPublicHalf(height(n))))
                .anyMatch(Optional::isEmpty)
                .anyMatch(Optional::isPresent);
    }

    private static byte[] height(int number) {
        var bytes = new byte[32];
        bytes[0] = (byte) number;
        return bytes;
    }

    @Test
    void theDigestsOfTheStandardFit() {
        var withLine = "{\"hello\": \"world\"}\n".getBytes(StandardCharsets.UTF_8);

        assertThat(ContentDigest.fits(List.of(DIGEST), BODY)).isTrue();
        assertThat(ContentDigest.fits(List.of("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"), withLine))
                .isTrue();
        assertThat(ContentDigest.fits(List.of(ContentDigest.of(BODY)), BODY)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "md5=:AAAA:",
                "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "sha-256=1",
                "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:, sha-512=:AAAA:",
                "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE:",
                "sha-256"
            })
    void aDigestThatIsNotTheBodysDoesNotFit(String header) {
        assertThat(ContentDigest.fits(List.of(header), BODY)).isFalse();
        assertThat(ContentDigest.fits(List.of(), BODY)).isFalse();
    }
}
