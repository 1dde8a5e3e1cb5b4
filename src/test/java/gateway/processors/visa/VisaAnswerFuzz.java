package gateway.processors.visa;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.cards.CardRegistrar.Registration;
import gateway.platform.iso8583.Frame;
import gateway.platform.iso8583.Frames;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.processors.visa.VisaMessage.Answer;
import io.netty.buffer.Unpooled;
import java.util.Set;

/** What a frame of the network means for money: yes only where it says yes, whatever else is in it or missing. */
public final class VisaAnswerFuzz implements FuzzTarget {

    private static final Set<String> YES = Set.of("00", "11");

    @Override
    public void read(byte[] input) {
        if (!(Frames.read(Unpooled.wrappedBuffer(input)) instanceof Frame.Message(var _, var message))) {
            return;
        }
        if (message.get(37).isEmpty()) {
            // Answers no message of ours: see Exchange.
            return;
        }
        var answer = new Answer.Answered(message);
        var code = message.get(39).orElse("");
        boolean yes = YES.contains(code);

        var outcome = VisaProcessor.outcome(answer);
        Promises.same(yes, outcome instanceof Outcome.Approved);
        Promises.holds(!(outcome instanceof Outcome.NotSent), "what was answered was sent");
        if (outcome instanceof Outcome.Declined declined) {
            Promises.same(code, declined.railCode());
        }
        Promises.holds(!yes || VisaProcessor.reversal(answer) instanceof Reversal.Reversed, "a yes to undoing undoes");
        Promises.holds(
                yes || code.equals("85") || !(VisaResponseCodes.ofVerification(code) instanceof Registration.Confirmed),
                "a card is good only where it says so");
    }
}
