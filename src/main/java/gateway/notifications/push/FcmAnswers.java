package gateway.notifications.push;

import gateway.notifications.wire.CarrierJson;
import gateway.notifications.wire.Heard;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what Google answers. Never throws: what cannot be read is a failure that may pass. */
final class FcmAnswers {

    private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_TOKEN = 4 * 1024;
    private static final Duration USUAL_LIFE = Duration.ofHours(1);
    private static final Duration LONGEST_LIFE = Duration.ofHours(2);

    private FcmAnswers() {}

    /** What became of a push to one device. */
    sealed interface Pushed {

        record Taken(String id) implements Pushed {}

        /** The app is not there any more, or this is no token of ours: nobody needs to try it again. */
        record TokenGone() implements Pushed {}

        /** Our access token is not accepted. */
        record NotKnown() implements Pushed {}

        record Refused(String why) implements Pushed {}

        /** @param pause how long Google wants to be left alone; null when it does not say */
        record Later(String why, @Nullable Duration pause) implements Pushed {}
    }

    /** @param validFor from when it was asked for */
    record Access(String token, Duration validFor) {

        @Override
        public String toString() {
            return "Access[" + validFor + "]";
        }
    }

    static Optional<Access> access(byte[] body) {
        return CarrierJson.read(body)
                .flatMap(answer -> CarrierJson.word(answer.path("access_token"), LONGEST_TOKEN)
                        .map(token -> new Access(token, life(answer.path("expires_in")))));
    }

    private static Duration life(JsonNode seconds) {
        if (!seconds.isIntegralNumber() || !seconds.canConvertToLong()) {
            return USUAL_LIFE;
        }
        long bounded = Math.clamp(seconds.longValue(), 0, LONGEST_LIFE.toSeconds());
        return Duration.ofSeconds(bounded);
    }

    static Pushed pushed(Heard heard) {
        var answer = CarrierJson.read(heard.body());
        if (heard.isYes()) {
            return answer.flatMap(it -> CarrierJson.word(it.path("name"), LONGEST_NAME))
                    .<Pushed>map(Pushed.Taken::new)
                    .orElseGet(() -> new Pushed.Later("an answer without a name", null));
        }
        var code = answer.map(FcmAnswers::errorCode).orElse("");
        return switch (code) {
            case "UNREGISTERED", "SENDER_ID_MISMATCH" -> new Pushed.TokenGone();
            // With FcmError it is about the token; a malformed message has BadRequest there instead.
            case "INVALID_ARGUMENT" -> new Pushed.TokenGone();
            case "QUOTA_EXCEEDED", "UNAVAILABLE", "INTERNAL" -> new Pushed.Later(code, heard.retryAfter());
            case "THIRD_PARTY_AUTH_ERROR" -> new Pushed.Refused(code);
            default -> byStatus(heard);
        };
    }

    private static Pushed byStatus(Heard heard) {
        var why = "status " + heard.status();
        return switch (heard.status()) {
            case 401, 403 -> new Pushed.NotKnown();
            case 404, 400, 413 -> new Pushed.Refused(why);
            default -> new Pushed.Later(why, heard.retryAfter());
        };
    }

    private static String errorCode(JsonNode answer) {
        for (var detail : answer.path("error").path("details")) {
            if (FCM_ERROR.equals(detail.path("@type").asString(""))) {
                return detail.path("errorCode").asString("");
            }
        }
        return "";
    }
}
