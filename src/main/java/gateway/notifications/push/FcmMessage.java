package gateway.notifications.push;

import gateway.notifications.Letter;
import gateway.notifications.wire.CarrierJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A push as FCM HTTP v1 wants it, of at most 4,096 bytes. */
final class FcmMessage {

    private static final int MOST_BYTES = 4_096;

    private FcmMessage() {}

    /** Empty when it is too long to be pushed. */
    static Optional<byte[]> write(Letter letter, String token, Instant now) {
        var document = CarrierJson.object();
        var message = document.putObject("message");
        message.put("token", token);
        message.putObject("notification")
                .put("title", letter.words().title())
                .put("body", letter.words().text());
        message.putObject("data")
                .put("id", "ntf_" + letter.id())
                .put("kind", letter.kind().code());
        long seconds = Math.max(0, Duration.between(now, letter.until()).toSeconds());
        // What is sent a second time takes the place of the first on the phone.
        message.putObject("android")
                .put("priority", letter.kind().isQuiet() ? "NORMAL" : "HIGH")
                .put("ttl", seconds + "s")
                .put("collapse_key", letter.id().toString());
        var apns = message.putObject("apns");
        apns.putObject("headers")
                .put("apns-priority", letter.kind().isQuiet() ? "5" : "10")
                .put("apns-expiration", String.valueOf(letter.until().getEpochSecond()))
                .put("apns-collapse-id", letter.id().toString());
        apns.putObject("payload").putObject("aps").put("sound", "default");
        var bytes = CarrierJson.write(document);
        return bytes.length <= MOST_BYTES ? Optional.of(bytes) : Optional.empty();
    }
}
