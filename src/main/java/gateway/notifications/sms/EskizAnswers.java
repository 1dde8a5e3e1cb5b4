package gateway.notifications.sms;

import gateway.notifications.SmsFate;
import gateway.notifications.wire.CarrierJson;
import gateway.notifications.wire.Heard;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what Eskiz answers. Never throws: what cannot be read says nothing. */
final class EskizAnswers {

    static final String NAME = "eskiz";

    private static final int LONGEST_TOKEN = 4 * 1024;
    private static final int LONGEST_ID = 64;

    private EskizAnswers() {}

    static Optional<String> token(byte[] body) {
        return CarrierJson.read(body)
                .map(answer -> answer.path("data").path("token"))
                .filter(JsonNode::isString)
                .flatMap(token -> CarrierJson.word(token, LONGEST_TOKEN));
    }

    static SmsAnswer sent(Heard heard) {
        var answer = CarrierJson.read(heard.body());
        if (heard.isYes()) {
            return answer.flatMap(it -> CarrierJson.word(it.path("id"), LONGEST_ID))
                    .<SmsAnswer>map(id -> new SmsAnswer.Taken(NAME, id))
                    .orElseGet(() -> new SmsAnswer.Failed(NAME, "an answer without an id"));
        }
        // Validation names the field. Anything else it says no to is about us: no balance, no approved template.
        boolean recipient = answer.filter(it ->
                        it.path("message").isObject() && it.path("message").has("mobile_phone"))
                .isPresent();
        return recipient
                ? new SmsAnswer.Refused(NAME, "recipient")
                : new SmsAnswer.Failed(NAME, "status " + heard.status());
    }

    /** What {@code status_by_id} says became of a message; empty while it says nothing final. */
    static Optional<SmsFate> fate(byte[] body) {
        return CarrierJson.read(body)
                .flatMap(answer -> CarrierJson.word(answer.path("data").path("status"), LONGEST_ID))
                .flatMap(SmsFate::ofEskiz);
    }
}
