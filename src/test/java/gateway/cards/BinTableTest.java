package gateway.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.cards.BinTable.Issuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** Which network and bank a number belongs to, and which tables are refused. */
class BinTableTest {

    private static final String HEADER = "prefix,lengths,scheme,bank,note";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "860012340000001, uzcard, -",
                "561412340000001, uzcard, -",
                "626212340000001, uzcard, -",
                "986001120000001, humo, 01",
                "986099120000001, humo, 99",
                "400012340000001, visa, -",
                "410000000000, visa, -",
                "410000000000000000, visa, -",
                "491699031234567, visa, UZUM",
                "491699041234567, visa, -",
                "491699030000, visa, -"
            })
    void tellsTheIssuerByTheShippedTable(String withoutCheckDigit, String rail, String bank) throws IOException {
        var table = BinFile.parse(shipped());

        var issuer = table.issuerOf(Numbers.pan(Numbers.complete(withoutCheckDigit)));

        assertThat(issuer.map(Issuer::scheme).map(Scheme::rail)).hasValue(rail);
        assertThat(issuer.map(Issuer::bank)).isEqualTo(java.util.Optional.ofNullable(bank));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "510000000000000",
                "222100000000000",
                "340000000000000",
                "86001234000",
                "8600123400000012",
                "98600112000000123",
                "40000000000000",
                "860112340000001"
            })
    void doesNotKnowOtherNetworksAndLengths(String withoutCheckDigit) throws IOException {
        var table = BinFile.parse(shipped());

        assertThat(table.issuerOf(Numbers.pan(Numbers.complete(withoutCheckDigit))))
                .isEmpty();
    }

    @Test
    void prefersTheLongestPrefixWhateverTheOrderOfRows() {
        var rows = List.of("4,16,visa,=A,", "4000,16,humo,=B,", "400012,16,uzcard,=C,");
        var number = Numbers.pan(Numbers.complete("400012000000000"));

        for (var order : List.of(List.of(0, 1, 2), List.of(2, 1, 0), List.of(1, 2, 0))) {
            var table = BinFile.parse(
                    List.of(HEADER, rows.get(order.get(0)), rows.get(order.get(1)), rows.get(order.get(2))));
            assertThat(table.issuerOf(number)).hasValue(new Issuer(Scheme.UZCARD, "C"));
        }
    }

    @Test
    void tellsTheSamePrefixApartByLength() {
        var table = BinFile.parse(List.of(HEADER, "6262,16,uzcard,,", "6262,19,visa,,", "62,17|18,humo,,"));

        assertThat(table.issuerOf(ofLength("6262", 16))).hasValue(new Issuer(Scheme.UZCARD, null));
        assertThat(table.issuerOf(ofLength("6262", 19))).hasValue(new Issuer(Scheme.VISA, null));
        assertThat(table.issuerOf(ofLength("6262", 18))).hasValue(new Issuer(Scheme.HUMO, null));
        assertThat(table.issuerOf(ofLength("6262", 15))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';empty",
                "8600,16,uzcard,;Line 2",
                "8600,16,uzcard,,a,b;Line 2",
                ",16,uzcard,,;Line 2",
                "86O0,16,uzcard,,;Line 2",
                "860012345678,16,uzcard,,;Line 2",
                "8600,,uzcard,,;Line 2",
                "8600,sixteen,uzcard,,;Line 2",
                "8600,16|,uzcard,,;Line 2",
                "8600,16|16,uzcard,,;Line 2",
                "8600,11,uzcard,,;Line 2",
                "8600,20,uzcard,,;Line 2",
                "8600,16,mastercard,,;Line 2",
                "8600,16,UZCARD,,;Line 2",
                "8600,16,,,;Line 2",
                "8600,16,uzcard,6-5,;Line 2",
                "8600,16,uzcard,0-5,;Line 2",
                "8600,16,uzcard,=bank,;Line 2",
                "8600,16,uzcard,five,;Line 2"
            })
    void refusesABadRowAndNamesItsLine(String row, String expected) {
        assertThatThrownBy(() -> BinFile.parse(List.of(HEADER, row)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void refusesTwoRowsThatClaimTheSameNumbers() {
        assertThatThrownBy(() -> BinFile.parse(List.of(HEADER, "4,13|16,visa,,", "8600,16,uzcard,,", "4,16|19,humo,,")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Prefix 4 ");
    }

    @Test
    void refusesAFileWithoutItsHeader() {
        assertThatThrownBy(() -> BinFile.parse(List.of("# a comment", "", "8600,16,uzcard,,")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Line 3");
    }

    private static Pan ofLength(String prefix, int length) {
        return Numbers.pan(Numbers.complete(prefix + "1".repeat(length - prefix.length() - 1)));
    }

    private static List<String> shipped() throws IOException {
        return new ClassPathResource("cards/bins.csv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
