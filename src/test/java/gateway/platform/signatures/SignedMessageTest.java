package gateway.platform.signatures;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.signatures.Member.InnerList;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each component of a request is, and which of them can be signed at all. */
class SignedMessageTest {

    private static SignedMessage to(String target, String header) {
        return new SignedMessage("GET", URI.create(target), _ -> List.of(header), new byte[0]);
    }

    private static Optional<String> base(String header, String covered) {
        var input = (InnerList)
                DictionaryReader.read(List.of("s=" + covered)).orElseThrow().get("s");
        return SignatureBase.of(to("https://bank.uz/", header), input).map(it -> new String(it, US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "@method,         https://bank.uz/a?b=1,    GET",
        "@scheme,         HTTPS://bank.uz/a?b=1,    https",
        "@authority,      https://Bank.UZ:443/a,    bank.uz",
        "@authority,      https://bank.uz:80/a,     bank.uz:80",
        "@authority,      http://bank.uz:80/a,      bank.uz",
        "@authority,      http://bank.uz:443/a,     bank.uz:443",
        "@path,           https://bank.uz,          /",
        "@path,           https://bank.uz/a%20b?c,  /a%20b",
        "@query,          https://bank.uz/a,        ?",
        "@query,          https://bank.uz/a?,       ?",
        "@query,          https://bank.uz/a?b=%20,  ?b=%20",
        "@request-target, https://bank.uz/a?b=1,    /a?b=1",
        "@request-target, https://bank.uz/a,        /a",
        "@target-uri,     HTTPS://Bank.uz:443/a?b,  https://bank.uz/a?b",
        "@target-uri,     https://bank.uz,          https://bank.uz/",
        "x-a,             https://bank.uz/,         as it came",
    })
    void everyComponentIsWhatTheStandardSays(String name, String target, String expected) {
        assertThat(to(target, " as it came ").component(name)).isEqualTo(expected);
    }

    @Test
    void thereIsNoOtherComponent() {
        assertThat(to("https://bank.uz/", "x").component("@status")).isNull();
        assertThat(to("https://bank.uz/", "x").component("@")).isNull();
    }

    @Test
    void itsTextSaysNothingOfTheSender() {
        assertThat(to("https://bank.uz/secret", "x")).hasToString("SignedMessage[GET]");
    }

    @Test
    void theBaseNamesEachComponentOnALineOfItsOwn() {
        assertThat(base("one", "(\"x-a\" \"x-b\");created=1"))
                .contains("\"x-a\": one\n\"x-b\": one\n\"@signature-params\": (\"x-a\" \"x-b\");created=1");
        assertThat(base("one", "()")).contains("\"@signature-params\": ()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "~", "a\tb", "!"})
    void whatIsPlainCanBeSigned(String header) {
        assertThat(base(header, "(\"x-a\")")).isPresent();
    }

    /** One thing to the signer and perhaps another to us. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u001fb", "a\u007fb", "a\u00e9b", "a\nb", "a\u0000b"})
    void whatIsNotPlainCannot(String header) {
        assertThat(base(header, "(\"x-a\")")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(\"xA\")", "(\"xZ\")", "(x-a)", "(1)", "(\"x-a\";bs)", "(\"x-a\" \"x-a\")", "(\"@status\")"})
    void whatIsNotReadHereCannotEither(String covered) {
        assertThat(base("one", covered)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(\"x@\")", "(\"x[\")"})
    void onlyLettersHaveASize(String covered) {
        assertThat(base("one", covered)).isPresent();
    }
}
