package gateway.corebanking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import gateway.shared.money.Asset;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** An account map is read whole, or refused with line and reason. */
class AccountMapReaderTest {

    private static final String MAP = """
            format: 1
            pack: test
            accounts:
              - {account: "fee-income", currency: UZS, number: "45294000900000004001", from: 2026-01-01,
                 until: 2026-07-01}
              - {account: "fee-income", currency: UZS, number: "45294000900000004002", from: 2026-07-01}
            purposes:
              - {purpose: fee, code: "00693"}
            """;

    @Test
    void theNumberOfTheDayCounts() {
        var map = AccountMapReader.read(MAP);

        assertThat(map.number("fee-income", Asset.UZS, Instant.parse("2026-06-30T18:59:59Z")))
                .contains("45294000900000004001");
        assertThat(map.number("fee-income", Asset.UZS, Instant.parse("2026-06-30T19:00:00Z")))
                .contains("45294000900000004002");
        assertThat(map.number("fee-income", Asset.UZS, Instant.parse("2025-12-31T18:59:59Z")))
                .isEmpty();
        assertThat(map.number("fee-income", Asset.USD, Instant.parse("2026-06-30T19:00:00Z")))
                .isEmpty();
    }

    @Test
    void whatComesWithTheGatewayIsFit() throws IOException {
        for (var name : new String[] {"none", "sample"}) {
            var text = PackText.load(new ClassPathResource("corebanking/" + name + ".yaml"));
            assertThat(AccountMapReader.read(text).name()).isEqualTo(name);
        }
    }

    /** What a document said stays said: history may be added to and not changed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true|45294000900000004002|45294000900000004002",
                // A number that begins later, one that ends later, and an account that had none.
                "true|from: 2026-07-01}|from: 2026-07-01, until: 2026-09-01}",
                "true|accounts:|accounts:+  - {account: transit, currency: UZS, from: 2020-01-01,"
                        + " number: \"29801000900000003001\"}",
                "false|until: 2026-07-01}|until: 2026-06-30}",
                "false|45294000900000004001|45294000900000004003",
                "false|from: 2026-01-01|from: 2026-01-02",
                "false|from: 2026-07-01}|from: 2026-07-01, until: 2026-07-02}",
            })
    void whatHasBegunCannotBeChanged(boolean fit, String text, String other) {
        var kind = new AccountMapPacks();
        var after = kind.read(MAP.replace(text, other.replace("+", "\n")));
        var now = Instant.parse("2026-08-01T00:00:00Z");

        if (fit) {
            kind.checkSuccession(kind.read(MAP), after, now);
        } else {
            assertThatThrownBy(() -> kind.checkSuccession(kind.read(MAP), after, now))
                    .isInstanceOf(UnfitPack.class)
                    .hasMessageContaining("fee-income UZS");
        }
    }

    /** Those of every module: a movement on an account that is not named waits for a person. */
    @Test
    void theSampleNamesWhatAnyModuleBooksOn() throws IOException {
        var map = AccountMapReader.read(PackText.load(new ClassPathResource("corebanking/sample.yaml")));
        var now = Instant.parse("2026-06-30T19:00:00Z");

        for (var asset : new Asset[] {Asset.UZS, Asset.USD, Asset.EUR}) {
            assertThat(new String[] {
                        "wallet",
                        "merchant",
                        "clearing:visa-issuing",
                        "cardholder-debt",
                        "suspense",
                        "fx-position",
                        "treasury"
                    })
                    .allMatch(it -> map.number(it, asset, now).isPresent());
        }
        assertThat(new String[] {
                    "operator:payme", "clearing:click", "remittances", "fx-result", "partner:agent", "transit"
                })
                .allMatch(it -> map.number(it, Asset.UZS, now).isPresent());
        assertThat(map.accounts().stream().map(AccountMap.Account::number)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-07-01}|2026-06-30}|line 6|same time",
                "45294000900000004002|4529400090000000400|line 6|twenty digits",
                "until: 2026-07-01|until: 2026-01-01|line 5|later than from",
                "purpose: fee|purpose: gift|line 8|",
                "00693|693|line 8|five digits",
                "format: 1|format: 2|line 1|must be 1",
                "pack: test|pack: test, more: 1|line|"
            })
    void aBadMapIsRefusedWithItsLine(String right, String wrong, String line, String reason) {
        int last = MAP.lastIndexOf(right);
        var text = MAP.substring(0, last) + wrong + MAP.substring(last + right.length());

        assertThatThrownBy(() -> AccountMapReader.read(text))
                .isInstanceOf(UnfitPack.class)
                .satisfies(it -> assertThat(((UnfitPack) it).remark().toString())
                        .startsWith(line)
                        .contains(reason == null ? "" : reason));
    }
}
