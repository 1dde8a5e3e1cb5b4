package gateway.platform.iso8583;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read back the same, for any fields with any values that fit. */
class FramesPropertiesTest {

    @Property(tries = 2_000)
    void readsBackWhatItWrote(@ForAll("messages") IsoMessage message, @ForAll("stations") Header header) {
        var written = Unpooled.buffer();

        Frames.write(header, message, written);

        assertThat(written.getUnsignedShort(0)).isEqualTo(written.readableBytes() - Frames.PREFIX);
        assertThat(Frames.read(written.skipBytes(Frames.PREFIX))).isEqualTo(new Frame.Message(header, message));
    }

    @Provide
    Arbitrary<IsoMessage> messages() {
        var fields = Arbitraries.of(known()).flatMap(FramesPropertiesTest::entry);
        return fields.list().ofMaxSize(30).map(FramesPropertiesTest::message);
    }

    @Provide
    Arbitrary<Header> stations() {
        return digits(6, 6).list().ofSize(2).map(pair -> new Header(pair.get(0), pair.get(1)));
    }

    private static List<Field> known() {
        return IntStream.rangeClosed(2, Fields.LAST)
                .filter(number -> Fields.find(number) != null)
                .mapToObj(Fields::of)
                .toList();
    }

    private static Arbitrary<Map.Entry<Integer, String>> entry(Field field) {
        return value(field).map(value -> Map.entry(field.number(), value));
    }

    private static IsoMessage message(List<Map.Entry<Integer, String>> fields) {
        var message = IsoMessage.of("0200");
        fields.forEach(field -> message.set(field.getKey(), field.getValue()));
        return message.build();
    }

    private static Arbitrary<String> value(Field field) {
        int length = field.length();
        return switch (field.coding()) {
            case N -> digits(length, length);
            case N_LL -> digits(0, length);
            case Z_LL -> Arbitraries.strings().withChars("0123456789=").ofMaxLength(length);
            case XN -> digits(length - 1, length - 1).map(number -> "C" + number);
            case AN, AN_LL -> Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(length);
            case B -> hex(length, length);
            case B_LL -> hex(0, length);
        };
    }

    private static Arbitrary<String> digits(int least, int most) {
        return Arbitraries.strings().numeric().ofMinLength(least).ofMaxLength(most);
    }

    private static Arbitrary<String> hex(int least, int most) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(bytes -> java.util.HexFormat.of().formatHex(bytes));
    }
}
