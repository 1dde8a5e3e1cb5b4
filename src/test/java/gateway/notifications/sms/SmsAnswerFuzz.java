package gateway.notifications.sms;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.notifications.wire.Heard;

/** Whatever SMS providers answer is an answer; a no never becomes a yes, and an id is one that can be asked about. */
public final class SmsAnswerFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        if (EskizAnswers.sent(new Heard(200, null, input)) instanceof SmsAnswer.Taken taken) {
            Promises.same(false, taken.id().isBlank() || taken.id().length() > 64);
        }
        Promises.same(false, EskizAnswers.sent(new Heard(422, null, input)) instanceof SmsAnswer.Taken);
        for (int status : new int[] {400, 500}) {
            var answer = PlayMobileAnswers.sent(new Heard(status, null, input), "id");
            Promises.same(false, answer instanceof SmsAnswer.Taken);
            Promises.holds(answer.toString().length() < 100, "why is a word, not an essay");
        }
        Promises.same(
                new SmsAnswer.Taken(PlayMobileAnswers.NAME, "id"),
                PlayMobileAnswers.sent(new Heard(200, null, input), "id"));
        EskizAnswers.token(input).ifPresent(token -> Promises.same(false, token.contains("\n")));
        Promises.same(EskizAnswers.fate(input), EskizAnswers.fate(input.clone()));
    }
}
