package gateway.notifications.push;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.notifications.push.FcmAnswers.Pushed;
import gateway.notifications.wire.Heard;

/** Whatever Google answers is an answer; a no never becomes a yes, and no access token lasts for ever. */
public final class FcmAnswerFuzz implements FuzzTarget {

    private static final int[] NOES = {400, 401, 403, 404, 429, 500, 503};

    @Override
    public void read(byte[] input) {
        for (int status : NOES) {
            Promises.same(false, FcmAnswers.pushed(new Heard(status, null, input)) instanceof Pushed.Taken);
        }
        Promises.same(false, FcmAnswers.pushed(new Heard(200, null, input)) instanceof Pushed.TokenGone);
        FcmAnswers.access(input).ifPresent(it -> {
            Promises.same(true, it.validFor().toHours() <= 2 && !it.validFor().isNegative());
            Promises.same(false, it.token().contains("\n"));
        });
    }
}
