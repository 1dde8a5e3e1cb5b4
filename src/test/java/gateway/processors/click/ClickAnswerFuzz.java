package gateway.processors.click;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.processors.click.ClickMessage.Reply;

/** What Click answers (JSON): a value whatever comes, and nothing certain without a number of Click's. */
public final class ClickAnswerFuzz implements FuzzTarget {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final ClickWire wire = new ClickWire();

    @Override
    public void read(byte[] input) {
        var reply = wire.read(OK, input);
        var paid = ClickAnswers.paid(reply);
        var standing = ClickAnswers.standing(17, reply);
        var refund = ClickAnswers.refund(17, standing);
        var number = ClickAnswers.numberOf("name", reply);

        boolean certain = paid instanceof Outcome.Approved
                || paid instanceof Outcome.Declined
                || standing instanceof Finding.Done
                || refund instanceof Finding.Done
                || number.isPresent()
                || ClickAnswers.isReversed(17, reply);
        if (certain) {
            Promises.holds(
                    reply instanceof Reply.Answered && Promises.text(input).contains("payment_id"),
                    "whatever is certain has a number");
        }
        bills(input, reply);
        Promises.holds(
                wire.read(NOT_FOUND, input) instanceof Reply.Unusable == !(reply instanceof Reply.Failed),
                "only Click's own no says that there is nothing");
    }

    private static void bills(byte[] input, Reply reply) {
        if (ClickAnswers.shown(reply) instanceof Outcome.Waiting(String bill)) {
            Promises.holds(Promises.text(input).contains(bill), "a bill has Click's number");
        }
        var state = ClickAnswers.billState(reply);
        var unpaid = ClickAnswers.ofBill(state, new Finding.NotFound());
        Promises.holds(!(unpaid instanceof Finding.Done), "the state of a bill is never money");
        Promises.holds(
                !(unpaid instanceof Finding.Refused) || (state.isPresent() && state.getAsLong() < 0),
                "a bill that stands is no refusal");
    }
}
