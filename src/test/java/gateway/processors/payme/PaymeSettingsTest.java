package gateway.processors.payme;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.HttpTerms;
import gateway.processors.RailSettingsContract;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

class PaymeSettingsTest extends RailSettingsContract<PaymeSettings> {

    PaymeSettingsTest() {
        super(PaymeSettings.class, "key", Bound.class);
    }

    @Override
    protected void checkDefaults(PaymeSettings settings) {
        assertThat(settings.url()).hasToString("http://127.0.0.1:8104/api");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(8));
    }

    @Override
    protected HttpTerms http(PaymeSettings settings) {
        return settings.http();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout=15s", "naming-timeout=8s", "cashbox=a b", "account-field="})
    void refusesItsOwnNonsense(String property) {
        refuses(property);
    }

    @Test
    void readsWhatIsSoldByCategory() {
        reads(
                settings -> assertThat(settings.goods())
                        .isEqualTo(Map.of("5411", new PaymeGood("01905001001000000", "1500432", 796L, 12))),
                bread("5411", "01905001001000000", "1500432", "12", "796"));
    }

    @ParameterizedTest
    @CsvSource({
        "54,   01905001001000000,  1500432, 12,  796",
        "5411, 0190500100100000,   1500432, 12,  796",
        "5411, 019050010010000000, 1500432, 12,  796",
        "5411, 0190500100100000x,  1500432, 12,  796",
        "5411, 01905001001000000,  '',      12,  796",
        "5411, 01905001001000000,  1500432, 101, 796",
        "5411, 01905001001000000,  1500432, -1,  796",
        "5411, 01905001001000000,  1500432, 12,  0",
    })
    void refusesGoodsThatNoReceiptCanName(String category, String code, String packageCode, String vat, String units) {
        refuses(bread(category, code, packageCode, vat, units));
    }

    private static String[] bread(String category, String code, String packageCode, String vat, String units) {
        var good = "goods." + category + ".";
        return new String[] {
            good + "code=" + code,
            good + "package-code=" + packageCode,
            good + "vat-percent=" + vat,
            good + "units=" + units
        };
    }

    @EnableConfigurationProperties(PaymeSettings.class)
    static class Bound {}
}
