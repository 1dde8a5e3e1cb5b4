package gateway.webhooks.delivery;

import gateway.webhooks.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** One attempt as it is sent, with a signature by every key that is valid. */
record Message(String url, String id, Instant at, String signatures, byte[] body) {

    static Message of(Due due, List<SigningKey> keys, Instant at) {
        var body = due.body().getBytes(StandardCharsets.UTF_8);
        var content = SigningKey.content(due.webhookId(), at, body);
        var signatures = keys.stream().map(key -> key.sign(content)).collect(Collectors.joining(" "));
        return new Message(due.url(), due.webhookId(), at, signatures, body);
    }

    @Override
    public String toString() {
        return "Message " + id;
    }
}
