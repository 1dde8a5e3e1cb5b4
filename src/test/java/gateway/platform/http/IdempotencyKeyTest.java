package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gateway.platform.crypto.MasterKey;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's name for a write, and how two writes are told apart. */
class IdempotencyKeyTest {

    private static final MasterKey.Seal SEAL =
            new MasterKey(Base64.getEncoder().encodeToString(new byte[32])).seal("request fingerprint");

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "!~!~!~!~", "0198c0de-0000-7000-8000-000000000001"})
    void takesPrintableKeys(String text) {
        assertThat(IdempotencyKey.parse(text).value()).isEqualTo(text);
    }

    @Test
    void takesExactlyEightToSixtyFourCharacters() {
        assertThat(IdempotencyKey.parse("k".repeat(64)).value()).hasSize(64);
        assertRefused("k".repeat(65), RequestProblem.IDEMPOTENCY_KEY_INVALID);
        assertRefused("k".repeat(7), RequestProblem.IDEMPOTENCY_KEY_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "with\ttab", "kalit\u02BBkalit", "delete\u007Fdelete"})
    void refusesWhatDoesNotPrint(String text) {
        assertRefused(text, RequestProblem.IDEMPOTENCY_KEY_INVALID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void missesWhatIsNotThere(@Nullable String text) {
        assertRefused(text, RequestProblem.IDEMPOTENCY_KEY_MISSING);
    }

    @Test
    void aFingerprintTellsMethodPathAndBodyApart() {
        var one = fingerprint("POST", "/v1/payments", "{}");

        assertThat(one)
                .isEqualTo(fingerprint("POST", "/v1/payments", "{}"))
                .hasSameHashCodeAs(fingerprint("POST", "/v1/payments", "{}"))
                .isNotEqualTo(fingerprint("PUT", "/v1/payments", "{}"))
                .isNotEqualTo(fingerprint("POST", "/v1/payments?a=b", "{}"))
                .isNotEqualTo(fingerprint("POST", "/v1/payments", "{ }"))
                .isNotEqualTo(fingerprint("POST/", "v1/payments", "{}"))
                .isNotEqualTo(fingerprint("POST", "/v1/payments{", "}"))
                .isNotEqualTo("{}");
        assertThat(one.hashCode())
                .isNotEqualTo(fingerprint("PUT", "/v1/payments", "{}").hashCode());
        assertThat(one.toString()).matches("[0-9a-f]{64}").doesNotContain("00000000");
    }

    @Test
    void itsBytesAreACopy() {
        var one = fingerprint("POST", "/", "");
        one.bytes()[0] ^= 1;

        assertThat(one.bytes()).hasSize(32);
        assertThat(one).isEqualTo(fingerprint("POST", "/", ""));
    }

    private static RequestFingerprint fingerprint(String method, String path, String body) {
        return RequestFingerprint.of(SEAL, method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(@Nullable String text, RequestProblem expected) {
        var problem = catchThrowableOfType(ProblemException.class, () -> IdempotencyKey.parse(text));
        assertThat(problem.type()).isEqualTo(expected);
    }
}
