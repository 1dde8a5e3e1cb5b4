package gateway.notifications.sms;

import static gateway.notifications.sms.Smses.callbacks;
import static gateway.notifications.sms.Smses.eskizSettings;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.notifications.SmsFate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EskizCallbacksTest {

    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000007");
    private static final UUID OTHER = UUID.fromString("01900000-0000-7000-8000-000000000008");

    private final EskizCallbacks callbacks =
            callbacks(eskizSettings(1, "right", URI.create("https://bank.example.uz/")));

    private String lastOfPath(UUID id) {
        var address = callbacks.addressFor(id).orElseThrow();
        assertThat(address).startsWith("https://bank.example.uz/notifications/eskiz/");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void eachMessageHasAnAddressThatOnlyWeCanMake() {
        assertThat(callbacks.messageAt(lastOfPath(ID))).contains(ID);

        var seal = lastOfPath(ID).substring(37);
        assertThat(callbacks.messageAt(OTHER + "." + seal)).isEmpty();
        assertThat(callbacks.messageAt(ID + ".")).isEmpty();
        assertThat(callbacks.messageAt(ID.toString())).isEmpty();
        assertThat(callbacks.messageAt("x".repeat(36) + "." + seal)).isEmpty();
        assertThat(callbacks.messageAt("")).isEmpty();
    }

    @Test
    void whoCannotBeReachedGivesNoAddress() {
        assertThat(callbacks(eskizSettings(1, "right", null)).addressFor(ID)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status=DELIVRD&request_id=1, DELIVERED",
        "request_id=1&status=Delivered, DELIVERED",
        "status=UNDELIV, NOT_DELIVERED",
        "status=EXPIRED, NOT_DELIVERED",
        "'{\"message_id\":\"1\",\"status\":\"DELIVRD\"}', DELIVERED",
        "'{\"status\":\"REJECTD\"}', NOT_DELIVERED"
    })
    void readsFormsAndJson(String body, SmsFate fate) {
        assertThat(EskizCallbacks.fate(bytes(body))).contains(fate);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "status=", "status=ACCEPTD", "status=%", "{", "{\"status\":1}", "xstatus=DELIVRD", "[]"})
    void whatSaysNothingFinalSaysNothing(String body) {
        assertThat(EskizCallbacks.fate(bytes(body))).isEmpty();
    }

    @Test
    void passwordsAreShownNowhere() {
        assertThat(eskizSettings(1, "hush", null).toString()).doesNotContain("hush", "bank@example.uz");
        var other = new PlayMobileSettings(URI.create("http://a"), "bank-login", "hush", "3700");
        assertThat(other.toString()).doesNotContain("hush", "bank-login");
    }
}
