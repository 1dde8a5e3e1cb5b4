package gateway.platform.iso8583;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Arrays;
import java.util.List;

/** A stream of frames: the same frames however the network cuts it. The first byte says where. */
public final class VisaStreamFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int piece = Math.max(1, input[0] & 0xFF);
        var stream = Arrays.copyOfRange(input, 1, input.length);
        Promises.same(frames(stream, stream.length + 1), frames(stream, piece));
    }

    private static List<Object> frames(byte[] stream, int piece) {
        var channel = new EmbeddedChannel(new FrameReader());
        try {
            for (int at = 0; at < stream.length && channel.isOpen(); at += piece) {
                int length = Math.min(piece, stream.length - at);
                channel.writeInbound(Unpooled.copiedBuffer(stream, at, length));
            }
            return List.copyOf(channel.inboundMessages());
        } finally {
            channel.finishAndReleaseAll();
        }
    }
}
