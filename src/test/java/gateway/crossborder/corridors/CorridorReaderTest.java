package gateway.crossborder.corridors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** Corridors as the pack says them, and what refuses a pack. */
class CorridorReaderTest {

    private static final Instant NOW = Instant.parse("2026-05-22T06:00:00Z");

    @Test
    void readsTheSample() throws IOException {
        var book = CorridorReader.read(sample());

        var us = book.find("US", Asset.USD, NOW).orElseThrow().says();
        assertThat(us.via()).containsExactly("debk", "usbk");
        assertThat(us.requires()).contains(Requirement.ACCOUNT, Requirement.BANK_CODE);
        assertThat(us.least()).isEqualTo(new Money(10_00, Asset.USD));
        assertThat(us.spreads()).hasSize(3);
        assertThat(us.spreads().getLast().upTo()).isNull();
        assertThat(us.quoteFor()).isEqualTo(Duration.ofMinutes(15));
        assertThat(us.within()).isEqualTo(Duration.ofDays(3));
        assertThat(book.find("US", Asset.EUR, NOW)).isEmpty();
        assertThat(book.rates(Asset.USD))
                .contains(new RateBounds(Asset.USD, new Money(9_000_00, Asset.UZS), new Money(18_000_00, Asset.UZS)));
        assertThat(book.find("US", Asset.USD, Instant.parse("2026-01-01T00:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24, 2026-12-24",
        "2026-12-25, 2026-12-28",
        "2026-12-26, 2026-12-28",
        "2026-12-27, 2026-12-28",
        "2027-01-01, 2027-01-04",
        "2027-01-03, 2027-01-04"
    })
    void settlesOnDaysOnWhichTheCorrespondentDoes(LocalDate earliest, LocalDate day) throws IOException {
        var bank =
                CorridorReader.read(sample()).correspondent("debk", Asset.EUR).orElseThrow();

        assertThat(bank.settlesOn(earliest)).isEqualTo(day);
    }

    @Test
    void whatWeStartWithHasNone() throws IOException {
        var none = CorridorReader.read(PackText.load(new ClassPathResource("crossborder/none.yaml")));

        assertThat(none.openAt(NOW)).isEmpty();
    }

    @Test
    void everyCorridorAsksForTheTownAndForTheAddressOfABankWithoutBic() throws IOException {
        var text = sample().replace("bank-name, bank-town, town, street, purpose", "purpose")
                .replace("[iban, bic, town]", "[iban, bic]");

        var book = CorridorReader.read(text);

        assertThat(book.find("US", Asset.USD, NOW).orElseThrow().says().requires())
                .contains(Requirement.TOWN, Requirement.BANK_NAME, Requirement.BANK_TOWN);
        assertThat(book.find("DE", Asset.EUR, NOW).orElseThrow().says().requires())
                .containsExactlyInAnyOrder(Requirement.IBAN, Requirement.BIC, Requirement.TOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format: 1|format: 2|must be 1",
                "country: US|country: USA|two letters",
                "via: [debk, usbk]|via: [nobody]|not known",
                "requires: [iban, bic, town]|requires: [bic, town]|one of iban and account",
                "requires: [iban, bic, town]|requires: [iban, account, bic]|one of iban and account",
                "requires: [iban, bic, town]|requires: [iban, town]|bic or bank-code",
                "most: '\"10000.00\"'|most: '\"9.99\"'|at most the field most",
                "weekend: '\"0.5\"'|weekend: 0.5|percent in quotes",
                "weekend: '\"0.5\"'|weekend: '\"100\"'|percent in quotes",
                "weekend: '\"0.5\"'|weekend: '\"-1\"'|negative",
                "quote-for: '\"15m\"'|quote-for: '\"2d\"'|from 10s",
                "charges: SHAR|charges: OURS|DEBT",
                "'weekend: \"0.5\"'|'weekend: \"0.5\"\n    sender-requires: [town]'|address",
                "'{up-to: \"50000000.00\", percent: \"1.2\"}'|'{up-to: \"1.00\", percent: \"1.2\"}'|further",
                "'{percent: \"0.9\"}'|'{up-to: \"90000000.00\", percent: \"0.9\"}'|no up-to",
                "'{percent: \"0.9\"}'|'{percent: \"1.3\"}'|more than the one before",
                "'least: \"25000.00\"'|'least: \"900000.00\"'|at most the field most",
                "'{name: usbk, currency: USD'|'{name: debk, currency: USD'|twice",
                "closed: [2026-12-25, 2027-01-01]|closed: [2026-12-25, 2026-12-25]|twice",
                "closed: [2026-12-25, 2027-01-01]|closed: [2026-02-30]|no such day",
                "currency: RUB, least|currency: USD, least|twice",
                "currency: RUB, least|currency: UZS, least|another currency",
                "'least: \"80.00\"'|'least: \"300.01\"'|at most the field most",
                "'least: \"80.00\"'|'least: \"0.00\"'|more than zero",
                "id: de-eur|id: us-usd|name and the version"
            })
    void refusesTheWholeForOneFault(String what, String instead, String why) throws IOException {
        var text = sample();
        var from = what.replace("'", "");
        assertThat(text).contains(from);

        assertThatThrownBy(() -> CorridorReader.read(text.replace(from, instead.replace("'", ""))))
                .isInstanceOf(UnfitPack.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatHasBegunStays() throws IOException {
        var packs = new CorridorPacks();
        var before = packs.read(sample());

        packs.checkSuccession(before, packs.read(sample().replace("\"250000.00\"", "\"1.00\"")), NOW);

        assertThatThrownBy(() -> packs.checkSuccession(
                        before, packs.read(sample().replace("weekend: \"0.5\"", "weekend: \"0\"")), NOW))
                .isInstanceOf(UnfitPack.class);
    }

    @Test
    void aNewCorridorAsksForNoNumberThatCannotBeTold() throws IOException {
        var packs = new CorridorPacks();
        var before = packs.read(sample());
        var after = sample()
                + sample().substring(sample().indexOf("  - id: us-usd"), sample().indexOf("  - id: de-eur"))
                        .replace("us-usd", "kz-usd")
                        .replace("country: US", "country: KZ")
                        .replace("from: 2026-01-15", "from: 2026-06-15");

        packs.checkSuccession(before, packs.read(after.replace("country: KZ", "country: GB")), NOW);

        assertThatThrownBy(() -> packs.checkSuccession(before, packs.read(after), NOW))
                .isInstanceOf(UnfitPack.class)
                .hasMessageContaining("bank-code");
    }

    private static String sample() throws IOException {
        return PackText.load(new ClassPathResource("crossborder/sample.yaml"));
    }
}
