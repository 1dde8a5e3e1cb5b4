package gateway.issuing.network;

import gateway.issuing.NetworkMessage.Answering;
import gateway.issuing.Reason;
import gateway.platform.iso8583.Frames;
import gateway.platform.iso8583.Header;
import gateway.platform.iso8583.IsoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Writes the answer to one message as a whole frame: a repeat gets the same bytes. */
final class FieldAnswers implements Answering {

    private static final int USUAL = 256;

    private final Header header;
    private final IsoMessage message;

    FieldAnswers(Header header, IsoMessage message) {
        this.header = header.turned();
        this.message = message;
    }

    @Override
    public byte[] bytes(Reason reason, @Nullable String approval) {
        var answer = IsoMessage.of(type())
                .echo(message, 3, 4, 7, 11, 19, 25, 32, 37, 41, 42, 49, 62)
                .set(39, reason.responseCode());
        return frame((approval == null ? answer : answer.set(38, approval)).build());
    }

    /** That we are here. */
    byte[] managed() {
        return frame(
                IsoMessage.of("0810").echo(message, 7, 11, 37, 70).set(39, "00").build());
    }

    // 0100 is answered by 0110, 0420 and its repeat 0421 by 0430.
    private String type() {
        char answer = (char) (message.type().charAt(2) + 1);
        return message.type().substring(0, 2) + answer + "0";
    }

    private byte[] frame(IsoMessage answer) {
        ByteBuf buffer = Unpooled.buffer(USUAL);
        Frames.write(header, answer, buffer);
        return ByteBufUtil.getBytes(buffer);
    }
}
