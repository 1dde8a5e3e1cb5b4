package gateway.platform.iso8583;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever arrives, reading gives a frame or {@link Frame.Malformed}, and what it gives can be written again. */
class FramesFuzzTest {

    private static final int ROUNDS = 40_000;
    private static final long SEED = 8583;
    private static final List<String> FRAMES =
            Stream.of(Golden.values()).map(Golden::hex).toList();

    @Test
    void survivesMutatedFrames() {
        var random = new SplittableRandom(SEED);
        int malformed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var frame = Frames.read(mutated(random));
            malformed += frame instanceof Frame.Malformed ? 1 : 0;
            if (frame instanceof Frame.Message(var header, var message)) {
                assertReadsBack(header, message);
            }
        }

        // Both paths were walked.
        assertThat(malformed).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10);
    }

    @Test
    void survivesNoise() {
        var random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            var noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThat(Frames.read(Unpooled.wrappedBuffer(noise))).isNotInstanceOf(Frame.Message.class);
        }
    }

    @Test
    void neverHoldsMoreThanOneFrameOfAMutatedStream() {
        var random = new SplittableRandom(SEED);
        for (int round = 0; round < 500; round++) {
            var channel = new EmbeddedChannel(new FrameReader());
            for (int part = 0; part < 20 && channel.isOpen(); part++) {
                var frame = mutated(random);
                boolean honest = random.nextInt(10) > 0;
                int length = honest ? frame.readableBytes() : random.nextInt(1 << 16);
                var prefix = Unpooled.buffer().writeShort(length).writeShort(random.nextInt(50) == 0 ? 1 : 0);
                channel.writeInbound(Unpooled.wrappedBuffer(prefix, frame));
            }
            assertThat(channel.inboundMessages()).allMatch(Frame.class::isInstance);
            channel.finishAndReleaseAll();
        }
    }

    private static ByteBuf mutated(SplittableRandom random) {
        var bytes = HexFormat.of().parseHex(FRAMES.get(random.nextInt(FRAMES.size())));
        var frame = Unpooled.buffer().writeBytes(bytes, Frames.PREFIX, bytes.length - Frames.PREFIX);
        for (int i = random.nextInt(4); i > 0; i--) {
            mutate(frame, random);
        }
        boolean repairsLength = random.nextBoolean();
        if (repairsLength && frame.readableBytes() >= Header.LENGTH) {
            frame.setShort(3, frame.readableBytes());
        }
        return frame;
    }

    private static void mutate(ByteBuf frame, SplittableRandom random) {
        if (!frame.isReadable()) {
            return;
        }
        int at = random.nextInt(frame.readableBytes());
        switch (random.nextInt(4)) {
            case 0 -> frame.setByte(at, random.nextInt(256));
            case 1 -> frame.setByte(at, frame.getByte(at) ^ 1 << random.nextInt(8));
            case 2 -> frame.writerIndex(at);
            default -> frame.writeBytes(frame.copy(at, frame.readableBytes() - at));
        }
    }

    private static void assertReadsBack(Header header, IsoMessage message) {
        var written = Unpooled.buffer();
        Frames.write(header, message, written);
        assertThat(Frames.read(written.skipBytes(Frames.PREFIX)))
                .as(ByteBufUtil.hexDump(written))
                .isEqualTo(new Frame.Message(header, message));
    }
}
