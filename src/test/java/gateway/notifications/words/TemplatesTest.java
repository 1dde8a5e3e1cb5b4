package gateway.notifications.words;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.notifications.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

    private static final Map<String, String> ALL = Map.of(
            "amount",
            "1500.00",
            "currency",
            "UZS",
            "payee",
            "Korzinka",
            "card",
            "860049******0000",
            "device",
            "Pixel 9");

    private final Templates templates = new Templates();

    private String device(String name) {
        return templates.words(Kind.DEVICE_NEW, "en", Map.of("device", name)).text();
    }

    @ParameterizedTest
    @EnumSource
    void everyKindSpeaksThreeLanguages(Kind kind) {
        var uz = templates.words(kind, "uz", ALL);
        var ru = templates.words(kind, "ru", ALL);
        var en = templates.words(kind, "en", ALL);

        assertThat(java.util.Set.of(uz, ru, en)).hasSize(3);
        assertThat(java.util.List.of(uz, ru, en)).allSatisfy(words -> {
            assertThat(words.text())
                    .startsWith("Oqim: ")
                    .doesNotContain("{", "}")
                    .hasSizeLessThan(160);
            assertThat(words.title()).isNotBlank().doesNotContain("{", "}");
        });
    }

    @Test
    void anUnknownLanguageIsUzbekAndWhatIsMissingIsLeftOut() {
        assertThat(templates
                        .words(Kind.PAYMENT_COMPLETED, "kk", Map.of("amount", "1.00", "currency", "UZS"))
                        .text())
                .isEqualTo("Oqim: 1.00 UZS to‘landi.");
    }

    @Test
    void aMaskedCardStaysAsItIs() {
        assertThat(templates.words(Kind.CARD_LINKED, "en", ALL).text())
                .startsWith("Oqim: card 860049******0000 was linked.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8600490000000000", "8600 4900 0000 0000", "8600-4900-0000-0000", "x8600490000000000y"})
    void aCardNumberNeverLeavesUs(String name) {
        assertThat(device(name)).doesNotContainPattern("[0-9]{4}");
    }

    @Test
    void aStrangersNameIsNoLinkAndNoSentence() {
        assertThat(device("evil.example.com/x?y=1")).doesNotContain("evil.example", "/", "?", "=");
        assertThat(device("line\nbreak\u0000")).contains("line break").doesNotContain("\n", "\u0000");
        assertThat(device("$1 {card} \\")).contains("1  card").doesNotContain("$", "{", "\\");
        assertThat(device("a".repeat(100))).contains(": " + "a".repeat(40) + ".");
    }
}
