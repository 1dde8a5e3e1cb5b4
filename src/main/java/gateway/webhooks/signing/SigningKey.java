package gateway.webhooks.signing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a message to one endpoint is signed with. */
public sealed interface SigningKey permits HmacKey, Ed25519Key {

    /** As the database and the API call the kind. */
    enum Kind {
        HMAC,
        ED25519
    }

    /** What the partner needs to check signatures, as it is shown once: {@code whsec_…} or {@code whpk_…}. */
    String shown();

    /** What is kept, sealed. */
    byte[] kept();

    /** One signature, with the version in front. */
    String sign(byte[] content);

    /** What is signed: id, second of the attempt and body with full stops between them. */
    static byte[] content(String id, Instant at, byte[] body) {
        var head = (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII);
        var whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }
}
