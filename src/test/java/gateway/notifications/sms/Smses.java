package gateway.notifications.sms;

import gateway.customers.Phone;
import gateway.notifications.wire.CarrierLinks;
import gateway.platform.crypto.MasterKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Providers' clients, and texts for them. */
final class Smses {

    static final Phone PHONE = new Phone("998901234567");

    private Smses() {}

    static Sms sms(String text) {
        return new Sms(UUID.fromString("01900000-0000-7000-8000-000000000007"), PHONE, text);
    }

    static EskizSms eskiz(int port, String password) {
        var settings = eskizSettings(port, password, null);
        return new EskizSms(settings, links(), callbacks(settings));
    }

    static EskizSettings eskizSettings(int port, String password, @Nullable URI reports) {
        return new EskizSettings(
                URI.create("http://127.0.0.1:" + port + "/api"), "bank@example.uz", password, "4546", reports);
    }

    static EskizCallbacks callbacks(EskizSettings settings) {
        return new EskizCallbacks(settings, new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
    }

    static PlayMobileSms playMobile(int port, String password) {
        return new PlayMobileSms(
                new PlayMobileSettings(URI.create("http://127.0.0.1:" + port), "bank", password, "3700"), links());
    }

    static CarrierLinks links() {
        return new CarrierLinks(Clock.systemUTC());
    }

    static SmsSettings settings(Duration deadline, Duration nextAfter, Duration codeDeadline) {
        return new SmsSettings(
                List.of("eskiz", "playmobile"), deadline, nextAfter, codeDeadline, 20, 50, Duration.ofSeconds(15), 64);
    }

    static SmsLines lines(SmsSettings settings, MeterRegistry meters, SmsProvider... providers) {
        return new SmsLines(List.of(providers), settings, Clock.systemUTC(), meters);
    }
}
