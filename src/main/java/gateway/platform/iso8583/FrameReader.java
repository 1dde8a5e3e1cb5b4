package gateway.platform.iso8583;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the stream into frames. Once the length prefix makes no sense nobody can find the next frame: it reports that as
 * {@link Frame.Malformed} and closes the connection.
 */
public final class FrameReader extends ByteToMessageDecoder {

    private boolean lost;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (lost) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < Frames.PREFIX) {
            return;
        }
        int length = in.getUnsignedShort(in.readerIndex());
        int zeros = in.getUnsignedShort(in.readerIndex() + 2);
        if (zeros != 0 || length > Frames.LONGEST) {
            lost = true;
            in.skipBytes(in.readableBytes());
            out.add(new Frame.Malformed("the stream lost its frames"));
            var _ = context.close();
            return;
        }
        if (in.readableBytes() >= Frames.PREFIX + length) {
            in.skipBytes(Frames.PREFIX);
            out.add(Frames.read(in.readSlice(length)));
        }
    }
}
