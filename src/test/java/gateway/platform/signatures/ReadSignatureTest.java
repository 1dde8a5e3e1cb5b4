package gateway.platform.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.signatures.ReadSignature.Reading;
import gateway.platform.signatures.ReadSignature.Reading.Signed;
import gateway.platform.signatures.ReadSignature.Reading.Unfit;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.partner.CallSigner;

/** What a signature has to say before its key is asked. */
class ReadSignatureTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final URI TARGET = URI.create("https://bank.uz/v1/events/replays?a=1");
    private static final String BODY = "{\"after\":1}";
    private static final ReadSignature READER = new ReadSignature(Duration.ofMinutes(5), Duration.ofSeconds(30));
    private static final java.security.KeyPair PAIR = CallSigner.drawPair();
    private static final CallSigner SIGNER = CallSigner.ofPair("sgk_1", PAIR.getPrivate());
    private static final VerifyingKey KEY = VerifyingKey.ofPublicHalf(
                    java.util.Base64.getDecoder().decode(CallSigner.publicHalf(PAIR)))
            .orElseThrow();

    private static Reading read(String method, URI target, Map<String, String> headers, String body, Instant now) {
        var lower = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        var message = new SignedMessage(
                method,
                target,
                name -> lower.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()),
                body.getBytes(StandardCharsets.UTF_8));
        return READER.read(message, now);
    }

    private static Reading read(Map<String, String> headers) {
        return read("POST", TARGET, headers, BODY, NOW);
    }

    private static Map<String, String> signed() {
        return SIGNER.headers("POST", TARGET, BODY, NOW);
    }

    private static Map<String, String> with(String header, String from, String to) {
        var changed = new HashMap<>(signed());
        assertThat(changed.get(header)).contains(from);
        changed.compute(header, (_, value) -> String.valueOf(value).replace(from, to));
        return changed;
    }

    @Test
    void whatAPartnerSignsIsRead() {
        assertThat(read(signed())).isInstanceOfSatisfying(Signed.class, it -> {
            assertThat(it.keyId()).isEqualTo("sgk_1");
            assertThat(it.isBy(KEY)).isTrue();
            assertThat(it.isBy(VerifyingKey.ofSecret(new byte[32]))).isFalse();
        });
    }

    @Test
    void aCallWithoutABodyNeedsNoDigest() {
        var headers = SIGNER.headers("GET", TARGET, "", NOW);

        assertThat(read("GET", TARGET, headers, "", NOW)).isInstanceOf(Signed.class);
        assertThat(read("GET", TARGET, headers, "{}", NOW))
                .as("a body was added")
                .isInstanceOf(Unfit.class);
    }

    /** What a key is for it says itself: not whoever sends a signature. */
    @Test
    void aKeyOfAnotherKindIsNotTried() {
        assertThat(read(signed())).isInstanceOfSatisfying(Signed.class, it -> {
            var claimed = new Signed(it.keyId(), SignatureAlgorithm.HMAC_SHA256, it.nonce(), it.base(), it.signature());
            assertThat(claimed.isBy(KEY)).isFalse();
        });
    }

    @Test
    void aHeaderThatCameTwiceIsSignedAsBothOfItsLines() {
        var message = new SignedMessage(
                "POST", TARGET, name -> name.equals("x-a") ? List.of(" 1", "2 ") : List.of(), new byte[0]);

        assertThat(message.component("x-a")).isEqualTo("1, 2");
        assertThat(message.component("x-b")).isNull();
    }

    @Test
    void aBodyThatWasTakenAwayIsMissed() {
        assertThat(read("POST", TARGET, signed(), "", NOW)).isInstanceOf(Unfit.class);
    }

    @Test
    void anotherMethodAddressOrBodyIsNotWhatWasSigned() {
        assertThat(read("PUT", TARGET, signed(), BODY, NOW))
                .isInstanceOfSatisfying(
                        Signed.class, it -> assertThat(it.isBy(KEY)).isFalse());
        assertThat(read("POST", URI.create(TARGET + "2"), signed(), BODY, NOW))
                .isInstanceOfSatisfying(
                        Signed.class, it -> assertThat(it.isBy(KEY)).isFalse());
        assertThat(read("POST", TARGET, signed(), "{\"after\":2}", NOW)).isInstanceOf(Unfit.class);
    }

    @Test
    void aDigestOfTheOtherBodyDoesNotHelp() {
        var headers = new HashMap<>(signed());
        var other = "{\"after\":2}";
        headers.put("Content-Digest", ContentDigest.of(other.getBytes(StandardCharsets.UTF_8)));

        assertThat(read("POST", TARGET, headers, other, NOW))
                .isInstanceOfSatisfying(
                        Signed.class, it -> assertThat(it.isBy(KEY)).isFalse());
    }

    @ParameterizedTest
    @CsvSource({"-31,no", "-30,yes", "0,yes", "119,yes", "120,no", "4000,no"})
    void itIsGoodFromALittleBeforeItWasMadeUntilItExpires(long seconds, String expected) {
        var reading = read("POST", TARGET, signed(), BODY, NOW.plusSeconds(seconds));

        assertThat(reading instanceof Signed).isEqualTo(expected.equals("yes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"@method\" |",
                "\"@target-uri\" | \"@path\"",
                "\"content-digest\" | ",
                " \"content-type\" | ",
                "\"@method\" | \"@method\" \"@method\"",
                "\"@method\" | \"@method\" \"x-not-there\"",
                "\"@method\" | \"@method\";req",
                "\"content-type\" | \"Content-Type\"",
                "alg=\"ed25519\" | alg=\"rsa-v1_5-sha256\"",
                ";alg=\"ed25519\" | ",
                "alg=\"ed25519\" | alg=ed25519",
                ";keyid=\"sgk_1\" | ",
                "nonce=\" | nonce=\"!",
                "call= | call=(),call2=",
                "call= | call=1,call=",
                "created=1773482400 | created=1773482400.0",
                "created=1773482400 | created=1773482000",
                "created=1773482400 | created=-1",
                "created=1773482400 | created=9999999999999999",
                "expires=1773482520 | expires=1773482400",
                "created=1773482400;expires=1773482520 | created=1773482425;expires=1773482410",
                ";expires=1773482520 | "
            })
    void whatIsLackingOrOddIsUnfit(String from, String to) {
        var changed = with("Signature-Input", from.strip(), to == null ? "" : to.strip());

        assertThat(read(changed)).isInstanceOf(Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "call", "call=1", "other=:AAAA:", "call=:AAA:", "call=:A A=:", "call=:AAAA:,more=:AAAA:"})
    void aSignatureThatIsNoneIsUnfit(String signature) {
        var headers = new HashMap<>(signed());
        headers.put("Signature", signature);

        assertThat(read(headers)).isInstanceOf(Unfit.class);
    }

    @Test
    void ofTwoInputsNoneIsChosen() {
        var headers = new HashMap<>(signed());
        headers.compute("Signature-Input", (_, value) -> value + ", more=()");

        assertThat(read(headers)).isInstanceOf(Unfit.class);
    }

    @Test
    void nothingSignedIsNotTheSameAsWronglySigned() {
        assertThat(read(Map.of())).isInstanceOf(Reading.Unsigned.class);
        assertThat(read(Map.of("Signature", "call=:AAAA:"))).isInstanceOf(Unfit.class);
    }

    /** Other orders and names of the same are as good: nothing here hangs on how our own client writes. */
    @Test
    void theSameInPartsIsAsGood() {
        var input = with("Signature-Input", "\"@target-uri\"", "\"@query\"   \"@path\" \"@authority\"");

        assertThat(read(input)).isInstanceOf(Signed.class);
    }

    /** To the second: a signature that says it is good for longer than what is agreed is none. */
    @ParameterizedTest
    @CsvSource({"1773482700,yes", "1773482701,no", "1773482401,yes", "1773482400,no"})
    void itIsGoodForAsLongAsAgreed(String expires, String expected) {
        var changed = with("Signature-Input", "expires=1773482520", "expires=" + expires);

        assertThat(read(changed) instanceof Signed).isEqualTo(expected.equals("yes"));
    }

    @ParameterizedTest
    @CsvSource({"15,no", "16,yes", "64,yes", "65,no"})
    void aNonceHasALength(int length, String expected) {
        var changed = new HashMap<>(signed());
        changed.compute(
                "Signature-Input",
                (_, value) ->
                        String.valueOf(value).replaceFirst("nonce=\"[^\"]*\"", "nonce=\"" + "n".repeat(length) + "\""));

        assertThat(read(changed) instanceof Signed).isEqualTo(expected.equals("yes"));
        if (read(changed) instanceof Signed it) {
            assertThat(it.nonce()).hasSize(length);
        }
    }

    /** Without a body a digest may be sent, and then it has to be right. */
    @Test
    void aDigestOfNothingIsLookedAtToo() {
        var headers = new HashMap<>(SIGNER.headers("GET", TARGET, "", NOW));
        headers.put("Content-Digest", ContentDigest.of(new byte[0]));
        assertThat(read("GET", TARGET, headers, "", NOW)).isInstanceOf(Signed.class);
        headers.put("Content-Digest", ContentDigest.of(new byte[1]));

        assertThat(read("GET", TARGET, headers, "", NOW)).isInstanceOf(Unfit.class);
    }

    /** A caller who signs has to learn what to change, and nothing else. */
    @Test
    void whatIsUnfitSaysWhatIsExpected() {
        assertThat(read(with("Signature-Input", "\"@method\"", "")))
                .isInstanceOfSatisfying(Unfit.class, it -> assertThat(it.why()).startsWith("Cover @method"));
        assertThat(read(with("Signature-Input", "expires=1773482520", "expires=1")))
                .isInstanceOfSatisfying(
                        Unfit.class, it -> assertThat(it.why()).contains("around now", "at most 300 s apart"));
        assertThat(read(with("Signature-Input", ";keyid=\"sgk_1\"", "")))
                .isInstanceOfSatisfying(Unfit.class, it -> assertThat(it.why()).startsWith("Name keyid"));
        assertThat(read(with("Signature-Input", "call=", "other=")))
                .isInstanceOfSatisfying(Unfit.class, it -> assertThat(it.why()).startsWith("Send one signature"));
    }

    @Test
    void textsHoldNoSecret() {
        assertThat(read(signed())).hasToString("Signed[sgk_1]");
        assertThat(VerifyingKey.ofSecret(new byte[32])).hasToString("Secret[***]");
    }

    /** What its owner changes afterwards changes no key. */
    @Test
    void aSecretIsTheKeysOwn() {
        var secret = new byte[32];
        var key = VerifyingKey.ofSecret(secret);
        var before = key.verifies(new byte[1], hmac(new byte[32], new byte[1]));
        secret[0] = 1;

        assertThat(before).isTrue();
        assertThat(key.verifies(new byte[1], hmac(new byte[32], new byte[1]))).isTrue();
        assertThat(key.algorithm()).isEqualTo(SignatureAlgorithm.HMAC_SHA256);
    }

    private static byte[] hmac(byte[] secret, byte[] text) {
        try {
            var mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @CsvSource({"ed25519,ED25519", "hmac-sha256,HMAC_SHA256"})
    void algorithmsHaveTheNamesOfTheRegistry(String code, SignatureAlgorithm algorithm) {
        assertThat(SignatureAlgorithm.of(code)).contains(algorithm);
        assertThat(algorithm.code()).isEqualTo(code);
    }
}
