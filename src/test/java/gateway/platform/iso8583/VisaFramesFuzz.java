package gateway.platform.iso8583;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/** One ISO 8583 frame: never an exception, and what was read is what its writing says. */
public final class VisaFramesFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        switch (Frames.read(Unpooled.wrappedBuffer(input))) {
            case Frame.Message(var header, var message) -> readsBack(header, message);
            case Frame.Rejected(var header, int _, Optional<IsoMessage> original) ->
                original.ifPresent(message -> readsBack(header, message));
            case Frame.KeepAlive _ -> Promises.holds(input.length == 0, "only nothing is a keep-alive");
            case Frame.Malformed(var why) -> Promises.holds(!why.isBlank(), "a malformed frame says why");
        }
    }

    private static void readsBack(Header header, IsoMessage message) {
        var written = Unpooled.buffer();
        Frames.write(header, message, written);
        Promises.same(new Frame.Message(header, message), Frames.read(written.skipBytes(Frames.PREFIX)));
        Promises.holds(!message.toString().contains("="), "a message prints no values");
    }
}
