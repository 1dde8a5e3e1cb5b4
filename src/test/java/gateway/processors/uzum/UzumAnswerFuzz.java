package gateway.processors.uzum;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.processors.uzum.UzumMessage.Reply;

/** What Uzum answers (JSON): a value whatever comes, and no good news without Uzum's name for the payment. */
public final class UzumAnswerFuzz implements FuzzTarget {

    private static final int OK = 200;

    private final UzumWire wire = new UzumWire();
    private final UzumAnswers answers = new UzumAnswers(true);

    @Override
    public void read(byte[] input) {
        var reply = wire.read(OK, input);
        var paid = UzumAnswers.paid(reply);
        var back = UzumAnswers.givenBack("a-1", reply);
        var standing = answers.standing("a-1", reply);
        var refund = UzumAnswers.refund("a-1", standing);

        boolean good = paid instanceof Outcome.Approved
                || back instanceof Outcome.Approved
                || standing instanceof Finding.Done
                || refund instanceof Finding.Done;
        if (back instanceof Outcome.Approved(var payment, var _)) {
            Promises.holds("a-1".equals(payment), "what is given back is what was asked for");
        }
        if (good) {
            Promises.holds(
                    reply instanceof Reply.Answered && Promises.text(input).contains("payment_id"),
                    "good news names the payment");
        }
    }
}
