package gateway.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.customers.Customer;
import gateway.notifications.Kind;
import gateway.notifications.Letter;
import gateway.notifications.Words;
import gateway.shared.ids.CustomerId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FcmMessageTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-00000000aa00");

    private static Letter letter(String text) {
        return new Letter(
                ID,
                new Customer(new CustomerId(ID), "998901234567", "en"),
                Kind.DEVICE_NEW,
                new Words("Title", text),
                NOW.plusSeconds(300));
    }

    private static FcmSettings settings(String key) {
        return new FcmSettings(
                URI.create("https://fcm.example"),
                URI.create("https://fcm.example/token"),
                "oqim",
                "push@example.com",
                "key-1",
                key,
                Duration.ofSeconds(10));
    }

    @Test
    void isAsTheReferenceWantsIt() {
        var message = JsonMapper.shared()
                .readTree(FcmMessage.write(letter("Text"), "token-1", NOW).orElseThrow())
                .path("message");

        assertThat(message.path("token").asString()).isEqualTo("token-1");
        assertThat(message.path("notification").path("body").asString()).isEqualTo("Text");
        assertThat(message.path("android").path("ttl").asString()).isEqualTo("300s");
        assertThat(message.path("data").values())
                .allSatisfy(it -> assertThat(it.isString()).isTrue());
        assertThat(message.path("data").path("id").asString()).isEqualTo("ntf_" + ID);
        assertThat(message.path("apns").path("headers").path("apns-collapse-id").asString())
                .isEqualTo(ID.toString());
    }

    @Test
    void isNotLongerThanFirebaseTakes() {
        assertThat(FcmMessage.write(letter("x".repeat(3_000)), "token-1", NOW)).isPresent();
        assertThat(FcmMessage.write(letter("x".repeat(4_000)), "token-1", NOW)).isEmpty();
    }

    @Test
    void aBadKeyIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> new ServiceAccount(settings("hush-hush")))
                .hasMessageContaining("no PEM")
                .hasMessageNotContaining("hush")
                .hasNoCause();
        assertThat(settings("hush").toString()).doesNotContain("hush", "push@example.com", "key-1");
    }
}
