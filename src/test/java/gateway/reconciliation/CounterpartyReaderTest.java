package gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.ledger.SystemAccounts;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import gateway.shared.money.Asset;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** Counterparties are read whole, or refused with line and reason. */
class CounterpartyReaderTest {

    private static final String PACK = """
            format: 1
            pack: test
            profiles:
              - name: table
                form: csv
                head: HEAD
                trailer: TAIL
                columns:
                  - {field: own, of: [ref]}
                  - {field: amount, of: [amount]}
            counterparties:
              - {name: humo, account: "clearing:humo", profile: table, bank-profile: table, cut-off: "23:30",
                 bank-accounts: ["17301000900000002002"], fee-rate: "0.002"}
            """;

    private static final String NOSTRO = """
              - {name: %1$s, account: "nostro:debk", currency: %2$s, number: "NOSTRO-%2$s", profile: table,
                 bank-profile: table, cut-off: "17:00"}
            """;

    @Test
    void whatComesWithTheGatewayIsFit() throws IOException {
        assertThat(SamplePack.counterparties().all())
                .extracting(Counterparty::name)
                .containsExactly(
                        "uzcard",
                        "humo",
                        "visa",
                        "payme",
                        "click",
                        "uzum",
                        "paynet",
                        "payme-receipts",
                        "click-payments",
                        "uzum-payments",
                        "debk-usd",
                        "debk-eur",
                        "usbk-usd");
        var none = PackText.load(new ClassPathResource("reconciliation/none.yaml"));
        assertThat(CounterpartyReader.read(none).all()).isEmpty();
        assertThat(CounterpartyReader.read(PACK).find("humo")).isPresent();
    }

    /** At a correspondent there is an account for each currency, and each is a counterparty. */
    @Test
    void aCorrespondentIsKnownByItsAccount() {
        var read = CounterpartyReader.read(
                PACK + NOSTRO.formatted("debk-usd", "USD") + NOSTRO.formatted("debk-eur", "EUR"));

        var dollars = read.named("debk-usd");
        assertThat(dollars.nostro()).isEqualTo(new Nostro(Asset.USD, "NOSTRO-USD"));
        assertThat(dollars.keepsAccount("debk", "NOSTRO-USD")).isTrue();
        assertThat(dollars.keepsAccount("usbk", "NOSTRO-USD")).isFalse();
        assertThat(dollars.keepsAccount("debk", "NOSTRO-EUR")).isFalse();
        assertThat(dollars.isAbout(Book.THEIRS, "NOSTRO-USD")).isTrue();
        assertThat(dollars.isAbout(Book.BANK, "NOSTRO-USD")).isFalse();
        assertThat(read.named("humo").isAbout(Book.THEIRS, "17301000900000002002"))
                .isTrue();
        assertThat(read.named("humo").isCorrespondent()).isFalse();
        assertThat(dollars.settlement(Asset.USD, 3)).isEqualTo(SystemAccounts.nostro("debk", Asset.USD, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "currency: USD, number: NOSTRO-USD|number: NOSTRO-USD|must have currency and number",
                "currency: USD, number: NOSTRO-USD|currency: USD|must have currency and number",
                "NOSTRO-USD|nostro|must be an account's number",
                "nostro:debk|clearing:debk|and only there",
                "currency: USD|currency: ZZZ|currency"
            })
    void whatIsUnfitOfACorrespondentIsRefused(String right, String wrong, String reason) {
        var pack = PACK
                + NOSTRO.formatted("debk-usd", "USD")
                        .replace("\"NOSTRO-USD\"", "NOSTRO-USD")
                        .replace(right, wrong);

        assertThatThrownBy(() -> CounterpartyReader.read(pack))
                .isInstanceOf(UnfitPack.class)
                .hasMessageContaining(reason);
    }

    @Test
    void oneAccountInOneCurrencyIsOneCounterparty() {
        var pack = PACK + NOSTRO.formatted("debk-usd", "USD") + NOSTRO.formatted("debk-two", "USD");

        assertThatThrownBy(() -> CounterpartyReader.read(pack)).hasMessageContaining("has the name or an account");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "format: 1          |format: 2                 |line 1",
                "form: csv          |form: xls                 |form",
                "field: amount      |field: fee                |lacks the column of the amount",
                "trailer: TAIL      |unit: minor               |both head and trailer",
                "profile: table     |profile: other            |one of the profiles",
                "clearing:humo      |wallet                    |must be such as clearing:humo",
                "23:30              |25:30                     |must be a time",
                "0.002              |1.5                       |must be a share",
                "[\"17301000900000002002\"]|[\"17 30\"]        |must be an account's number",
                "field: own         |field: amount             |stands there twice",
            })
    void whatIsUnfitIsRefused(String right, String wrong, String reason) {
        assertThatThrownBy(() -> CounterpartyReader.read(PACK.replace(right, wrong)))
                .isInstanceOf(UnfitPack.class)
                .hasMessageContaining(reason);
    }
}
