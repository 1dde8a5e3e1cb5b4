package gateway.fraud.state;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/**
 * The state antifraud's word on a payment or an incident: an answer to what was asked, or silence; never an exception.
 */
public final class StateAnswerFuzz implements FuzzTarget {

    private static final String ASKED = "pay_1";

    @Override
    public void read(byte[] input) {
        var heard = CheckMessage.heard(input);
        var read = CheckMessage.read(input, ASKED);
        if (heard.id().equals(ASKED)) {
            Promises.same(heard.answer(), read);
        } else {
            Promises.holds(read instanceof StateAntifraud.Answer.Silent, "an answer to another question is none");
        }
        if (read instanceof StateAntifraud.Answer.Said said) {
            Promises.holds(!said.reference().isEmpty() && said.reference().length() <= 64, "a word has a case");
            Promises.holds(said.reason().length() <= 64, "a reason is a word of theirs");
        }
        CheckMessage.readAcknowledgement(input, "INC-1")
                .ifPresent(reference -> Promises.holds(!reference.isEmpty(), "what is acknowledged has a case"));
    }
}
