package gateway.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QuietSettingsTest {

    private static QuietSettings quiet(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gateway.notifications.quiet", QuietSettings.class);
    }

    @Test
    void theNightIsQuietUnlessTheBankSaysOtherwise() {
        assertThat(quiet(Map.of())).isEqualTo(new QuietSettings(LocalTime.of(22, 0), LocalTime.of(8, 0)));
        assertThat(quiet(Map.of(
                        "gateway.notifications.quiet.from", "23:30", "gateway.notifications.quiet.until", "07:00")))
                .isEqualTo(new QuietSettings(LocalTime.of(23, 30), LocalTime.of(7, 0)));
    }
}
