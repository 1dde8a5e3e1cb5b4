package gateway.crossborder.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Central Bank's rates as it writes them. */
class CbuFeedTest {

    private static final String USD = """
            {"id":68,"Code":"840","Ccy":"USD","CcyNm_RU":"Доллар США","CcyNm_UZ":"AQSH dollari","CcyNm_EN":"US Dollar",
             "Nominal":"1","Rate":"12021.22","Diff":"-54.96","Date":"22.05.2026"}""";

    @Test
    void readsRatesOfCurrenciesWeKnow() {
        var yen = USD.replace("USD", "VND").replace("\"Nominal\":\"1\"", "\"Nominal\":\"10\"");
        var rouble = USD.replace("USD", "RUB").replace("12021.22", "1583.4").replace("\"1\"", "\"10\"");

        assertThat(read("[%s,%s,%s]".formatted(USD, yen, rouble)))
                .isEqualTo(List.of(rate(Asset.USD, "12021.22"), rate(Asset.RUB, "158.34")));
    }

    @Test
    void readsThatThereIsNone() {
        assertThat(read("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "<html>",
                "[1]",
                "[{}]",
                "[{\"Ccy\":\"USD\",\"Nominal\":1,\"Rate\":\"1\",\"Date\":\"22.05.2026\"}]",
                "[{\"Ccy\":\"USD\",\"Nominal\":\"1\",\"Rate\":12021.22,\"Date\":\"22.05.2026\"}]",
                "[{\"Ccy\":\"USD\",\"Nominal\":\"0\",\"Rate\":\"1\",\"Date\":\"22.05.2026\"}]",
                "[{\"Ccy\":\"USD\",\"Nominal\":\"1\",\"Rate\":\"-1\",\"Date\":\"22.05.2026\"}]",
                "[{\"Ccy\":\"USD\",\"Nominal\":\"1\",\"Rate\":\"1e9\",\"Date\":\"22.05.2026\"}]",
                "[{\"Ccy\":\"USD\",\"Nominal\":\"1\",\"Rate\":\"1\",\"Date\":\"2026-05-22\"}]",
                "[{\"Ccy\":\"USD\",\"Nominal\":\"1\",\"Rate\":\"1\",\"Date\":\"31.02.2026\"}]",
                "[{\"Ccy\":\"usd\",\"Nominal\":\"1\",\"Rate\":\"1\",\"Date\":\"22.05.2026\"}]"
            })
    void refusesTheWhole(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableRates.class);
    }

    @Test
    void refusesTwoRatesOfOneCurrency() {
        assertThatThrownBy(() -> read("[%s,%s]".formatted(USD, USD))).isInstanceOf(UnreadableRates.class);
    }

    private static List<Observation> read(String text) {
        return new CbuFeed().read("cbu", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Observation rate(Asset asset, String value) {
        var rate = new BigDecimal(value).setScale(10);
        return new Observation("cbu", asset, rate, rate, Instant.parse("2026-05-21T19:00:00Z"));
    }
}
