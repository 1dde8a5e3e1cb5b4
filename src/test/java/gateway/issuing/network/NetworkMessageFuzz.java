package gateway.issuing.network;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.issuing.IssuingFakes;
import gateway.issuing.NetworkMessage;
import gateway.issuing.Reason;
import gateway.platform.iso8583.Frame;
import gateway.platform.iso8583.Frames;
import gateway.platform.iso8583.Header;
import gateway.platform.iso8583.IsoMessage;
import io.netty.buffer.Unpooled;

/**
 * What the network may say to our open port, from the frame to what is asked of a card: never an exception, whatever is
 * answered can be read by them, and nothing prints a number.
 */
public final class NetworkMessageFuzz implements FuzzTarget {

    private final MessageReader reader = new MessageReader(IssuingFakes.index());

    @Override
    public void read(byte[] input) {
        if (Frames.read(Unpooled.wrappedBuffer(input)) instanceof Frame.Message(var header, var message)) {
            understood(header, message);
        }
    }

    private void understood(Header header, IsoMessage message) {
        switch (reader.read(header, message)) {
            case MessageReader.Managed(var answer) -> answers(message, answer, "0810");
            case MessageReader.Unserved(var answer) -> answers(message, answer, null);
            case MessageReader.Silence _ ->
                Promises.holds(message.type().charAt(2) % 2 != 0, "only answers are not answered");
            case MessageReader.About(var about) -> {
                holds(about);
                Promises.same(
                        ((MessageReader.About) reader.read(header, message))
                                .message()
                                .key(),
                        about.key());
                for (var reason : new Reason[] {Reason.MESSAGE_NOT_SERVED, Reason.values()[0]}) {
                    answers(message, about.answering().bytes(reason, "123456"), null);
                }
            }
        }
    }

    private static void holds(NetworkMessage about) {
        Promises.holds(about.amount().minor() >= 0, "nobody pays less than nothing");
        Promises.holds(about.replacement() == null || about.replacement() >= 0, "nothing less than nothing is left");
        Promises.holds(!about.toString().contains(about.pan().reveal()), "no number is printed");
    }

    private static void answers(IsoMessage asked, byte[] answer, @org.jspecify.annotations.Nullable String type) {
        var frame = Unpooled.wrappedBuffer(answer).skipBytes(Frames.PREFIX);
        if (!(Frames.read(frame) instanceof Frame.Message(var _, var said))) {
            throw new AssertionError("an answer is a message");
        }
        Promises.holds(type == null || said.type().equals(type), "the type is that of the answer");
        Promises.holds(said.type().charAt(2) - asked.type().charAt(2) == 1, "an answer's type follows the question's");
        Promises.same(asked.get(11), said.get(11));
    }
}
