package gateway.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;

class CrossBorderSettingsTest {

    @Test
    void hasDefaults() {
        var usual = with(Map.of());

        assertThat(usual.pack()).isEqualTo(new ClassPathResource("crossborder/none.yaml"));
        assertThat(usual.senderTown()).isEqualTo("Tashkent");
        assertThat(usual.beneficiaries()).isEqualTo(50);
        assertThat(usual.checkEvery()).isEqualTo(Duration.ofSeconds(1));
        assertThat(usual.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(usual.checkBatch()).isEqualTo(100);
    }

    @Test
    void bindsEveryProperty() {
        var all = with(Map.of(
                "gateway.crossborder.pack", "classpath:crossborder/sample.yaml",
                "gateway.crossborder.sender-town", "Samarkand",
                "gateway.crossborder.beneficiaries", "7",
                "gateway.crossborder.check-every", "2s",
                "gateway.crossborder.lease", "9s",
                "gateway.crossborder.check-batch", "3"));

        assertThat(all)
                .isEqualTo(new CrossBorderSettings(
                        new ClassPathResource("crossborder/sample.yaml"),
                        "Samarkand",
                        7,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(9),
                        3));
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> with(Map.of("gateway.crossborder.beneficiaries", "many")))
                .isInstanceOf(BindException.class);
    }

    private static CrossBorderSettings with(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gateway.crossborder", CrossBorderSettings.class);
    }
}
