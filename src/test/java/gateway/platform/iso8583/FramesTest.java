package gateway.platform.iso8583;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

    @ParameterizedTest
    @EnumSource
    void readsWhatOthersWrote(Golden golden) {
        assertThat(Frames.read(golden.frame())).isEqualTo(new Frame.Message(Golden.HEADER, golden.message()));
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatOthersRead(Golden golden) {
        var written = Unpooled.buffer();

        Frames.write(Golden.HEADER, golden.message(), written);

        assertThat(ByteBufUtil.hexDump(written).toUpperCase(Locale.ROOT)).isEqualTo(golden.hex());
    }

    @Test
    void readsAnEmptyFrameAsKeepAlive() {
        assertThat(Frames.read(Unpooled.EMPTY_BUFFER)).isEqualTo(new Frame.KeepAlive());
    }

    @Test
    void readsARejectWithItsReasonAndOurMessage() {
        var ours = Golden.SIGN_ON.hex().substring(8 + 44);
        var reject = bytes("1A01020042" + "123456" + "000000" + "00".repeat(11) + "8000" + "0290" + ours);

        assertThat(Frames.read(Unpooled.wrappedBuffer(reject)))
                .isEqualTo(new Frame.Rejected(
                        new Header("123456", "000000"), 0x0290, Optional.of(Golden.SIGN_ON.message())));
    }

    @Test
    void readsARejectInFrontOfOurOwnHeader() {
        var ours = Golden.SIGN_ON.hex().substring(8);
        var reject = bytes("1A81020058" + "123456" + "000000" + "00".repeat(11) + "8000" + "0290" + ours);

        assertThat(Frames.read(Unpooled.wrappedBuffer(reject)))
                .isEqualTo(new Frame.Rejected(
                        new Header("123456", "000000"), 0x0290, Optional.of(Golden.SIGN_ON.message())));
    }

    @ParameterizedTest
    @CsvSource({
        "16, 01, 02, '', shorter than type and bitmap",
        "15, 01, 02, '', unknown header length",
        "1A, 01, 02, '', cut off in the header",
        "16, 81, 02, '', shorter than a header",
        "16, 01, 03, 08000000000000000000, unknown text format",
        "16, 01, 02, 08A00000000000000000, not a decimal digit",
        "16, 01, 02, 08000100000000000000, unknown field 8",
        "16, 01, 02, 08008000000000000000, cut off in the bitmap",
        "16, 01, 02, 080080000000000000008000000000000000, unknown field 65",
        "16, 01, 02, 0800002000000000000000000A, not a decimal digit",
        "16, 01, 02, 08000000200000000000F860, padding is not zero",
        "16, 01, 02, 080000000000020000000001, unprintable text",
        "16, 01, 02, 0800000000000200000000, cut off in field 39",
        "16, 01, 02, 0800000000000000000000, bytes after the last field",
        "16, 01, 02, 01004000000000000000FF400000, field 2 is too long",
        "16, 01, 02, 010000000001000000000C400001400001, field 32 is too long",
        "16, 01, 02, 01000000001000000000F100000000, not a sign"
    })
    void callsEverythingElseMalformed(String length, String flag, String format, String body, String why) {
        int total = Header.LENGTH + body.length() / 2;
        var frame = bytes(length + flag + format + "%04X".formatted(total) + "00".repeat(17) + body);

        assertThat(Frames.read(Unpooled.wrappedBuffer(frame))).isEqualTo(new Frame.Malformed(why));
    }

    @Test
    void callsAFrameOfAnotherLengthThanItsHeaderSaysMalformed() {
        assertThat(Frames.read(Golden.ECHO.frame().setShort(3, 61))).isInstanceOf(Frame.Malformed.class);
    }

    @Test
    void callsEveryCutMalformed() {
        for (var golden : Golden.values()) {
            int whole = golden.frame().readableBytes();
            for (int length = 1; length < whole; length++) {
                var cut = golden.frame().copy(Frames.PREFIX, length);
                if (length >= Header.LENGTH) {
                    cut.setShort(3, length);
                }
                assertThat(Frames.read(cut)).as("%s cut at %d", golden, length).isInstanceOf(Frame.Malformed.class);
            }
        }
    }

    @Test
    void cutsTheStreamIntoFramesHoweverItArrives() {
        var stream = new StringBuilder();
        for (var golden : Golden.values()) {
            stream.append(golden.hex());
        }
        var channel = new EmbeddedChannel(new FrameReader());

        for (byte one : bytes(stream + "00000000")) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {one}));
        }

        for (var golden : Golden.values()) {
            assertThat(channel.<Frame>readInbound()).isEqualTo(new Frame.Message(Golden.HEADER, golden.message()));
        }
        assertThat(channel.<Frame>readInbound()).isEqualTo(new Frame.KeepAlive());
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FFFF0000", "20010000", "00100001"})
    void closesAStreamThatLostItsFrames(String prefix) {
        var channel = new EmbeddedChannel(new FrameReader());

        channel.writeInbound(Unpooled.wrappedBuffer(bytes(prefix + "00".repeat(64))));

        assertThat(channel.<Frame>readInbound()).isInstanceOf(Frame.Malformed.class);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void knowsTheHostsAlphabet() {
        for (char c = ' '; c < 0x7F; c++) {
            var written = Unpooled.buffer();
            Ebcdic.write(String.valueOf(c), written);
            assertThat(ByteBufUtil.getBytes(written))
                    .isEqualTo(String.valueOf(c).getBytes(Charset.forName("IBM1047")));
        }
    }

    @Test
    void refusesToWriteWhatDoesNotFit() {
        var message = IsoMessage.of("0200");

        assertThatIllegalArgumentException().isThrownBy(() -> message.set(4, "1234567890123"));
        assertThatIllegalArgumentException().isThrownBy(() -> message.set(4, "-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> message.set(43, "Тошкент"));
        assertThatIllegalArgumentException().isThrownBy(() -> message.set(8, "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> IsoMessage.of("02"));
    }

    @Test
    void neverPrintsWhatIsInside() {
        assertThat(Golden.REVERSAL.message().toString())
                .isEqualTo("0400[2,3,4,7,11,12,13,19,22,25,32,37,38,41,42,49,90]");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
