package gateway.notifications.sms;

import gateway.notifications.wire.CarrierJson;
import gateway.notifications.wire.Heard;
import java.util.Optional;

/** Reads what PlayMobile answers. Never throws: what cannot be read says nothing. */
final class PlayMobileAnswers {

    static final String NAME = "playmobile";

    private static final int LONGEST_CODE = 8;

    private PlayMobileAnswers() {}

    static SmsAnswer sent(Heard heard, String id) {
        if (heard.isYes()) {
            // It says so in a sentence of its own; the status is the answer.
            return new SmsAnswer.Taken(NAME, id);
        }
        var code = CarrierJson.read(heard.body())
                .flatMap(answer -> CarrierJson.word(answer.path("error-code"), LONGEST_CODE));
        return code.flatMap(PlayMobileAnswers::refusal)
                .<SmsAnswer>map(why -> new SmsAnswer.Refused(NAME, why))
                .orElseGet(() -> new SmsAnswer.Failed(NAME, why(heard, code)));
    }

    // Its table of error codes: only the recipient is about this message, all others are about us or about it.
    private static Optional<String> refusal(String code) {
        return "202".equals(code) ? Optional.of("recipient") : Optional.empty();
    }

    private static String why(Heard heard, Optional<String> code) {
        return code.map(it -> switch (it) {
                    case "101" -> "internal error";
                    case "102" -> "syntax";
                    case "103" -> "account locked";
                    case "104" -> "empty channel";
                    case "105" -> "bad priority";
                    case "106" -> "no message ids";
                    case "204", "205" -> "originator";
                    default -> "error " + it;
                })
                .orElse("status " + heard.status());
    }
}
