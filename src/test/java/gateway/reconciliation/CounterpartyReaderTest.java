package gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
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

    @Test
    void whatComesWithTheGatewayIsFit() throws IOException {
        assertThat(SamplePack.counterparties().all())
                .extracting(Counterparty::name)
                .containsExactly("uzcard", "humo", "visa", "payme", "click", "uzum", "paynet");
        var none = PackText.load(new ClassPathResource("reconciliation/none.yaml"));
        assertThat(CounterpartyReader.read(none).all()).isEmpty();
        assertThat(CounterpartyReader.read(PACK).find("humo")).isPresent();
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
