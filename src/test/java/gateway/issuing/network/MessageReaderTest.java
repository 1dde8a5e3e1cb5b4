package gateway.issuing.network;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.Channel;
import gateway.issuing.IssuingFakes;
import gateway.issuing.NetworkMessage;
import gateway.issuing.NetworkMessage.Kind;
import gateway.issuing.Reason;
import gateway.platform.iso8583.Frame;
import gateway.platform.iso8583.Frames;
import gateway.platform.iso8583.Header;
import gateway.platform.iso8583.IsoMessage;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.netty.buffer.Unpooled;
import java.time.YearMonth;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {

    private static final Header HEADER = new Header("123456", "400001");
    private static final String PAN = IssuingFakes.pan("400001991234567").reveal();

    private final MessageReader reader = new MessageReader(IssuingFakes.index());

    private static IsoMessage.Builder purchase(String type) {
        return IsoMessage.of(type)
                .set(2, PAN)
                .set(3, "000000")
                .set(4, "12500")
                .set(7, "0310120000")
                .set(11, "123456")
                .set(14, "2806")
                .set(18, "5411")
                .set(22, "0510")
                .set(25, "00")
                .set(32, "400001")
                .set(37, "606912123456")
                .set(41, "SHOP0001")
                .set(42, "MERCHANT1")
                .set(43, "SHOP                     TASHKENT     UZ")
                .set(49, "860")
                .set(62, "40000000000000000" + "123456789012345");
    }

    private NetworkMessage read(IsoMessage.Builder message) {
        return ((MessageReader.About) reader.read(HEADER, message.build())).message();
    }

    @Test
    void readsAPurchase() {
        var it = read(purchase("0100"));

        assertThat(it.kind()).isEqualTo(Kind.AUTHORISATION);
        assertThat(it.amount()).isEqualTo(new Money(12_500, Asset.UZS));
        assertThat(it.transaction()).isEqualTo("123456789012345");
        assertThat(it.key()).isEqualTo("authorisation 123456 606912123456 400001 0310");
        assertThat(it.circumstances())
                .isEqualTo(new NetworkMessage.Circumstances(
                        Channel.POS, "5411", "400001/MERCHANT1", "UZ", YearMonth.of(2028, 6)));
        assertThat(it.toString()).doesNotContain(PAN);
    }

    @ParameterizedTest
    @CsvSource({
        "0100, AUTHORISATION",
        "0101, AUTHORISATION",
        "0120, ADVICE",
        "0121, ADVICE",
        "0400, REVERSAL",
        "0401, REVERSAL",
        "0420, REVERSAL",
        "0421, REVERSAL",
        "0220, CLEARING",
        "0221, CLEARING"
    })
    void knowsWhatIsAsked(String type, Kind kind) {
        assertThat(read(purchase(type)).kind()).isEqualTo(kind);
    }

    @Test
    void aMarkedRepeatIsTheSameMessage() {
        var first = read(purchase("0400"));
        var again = read(purchase("0401"));

        assertThat(again.key()).isEqualTo(first.key());
        assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(again.answering().bytes(Reason.APPROVED, null))
                .isEqualTo(first.answering().bytes(Reason.APPROVED, null));
        assertThat(read(purchase("0400").set(4, "1")).fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @Test
    void readsWhatRaisesReversesInPartAndWasBilledInOtherMoney() {
        assertThat(read(purchase("0100").set(63, "2000003900")).kind()).isEqualTo(Kind.INCREMENT);
        assertThat(read(purchase("0400").set(95, "000000010000" + "0".repeat(30)))
                        .replacement())
                .isEqualTo(10_000L);
        assertThat(read(purchase("0100")
                                .set(4, "1000")
                                .set(49, "840")
                                .set(6, "12600000")
                                .set(51, "860"))
                        .amount())
                .isEqualTo(new Money(12_600_000, Asset.UZS));
        assertThat(read(purchase("0100").set(126, "0040000000000000F1F140F5F6F1"))
                        .printedCode())
                .isEqualTo("561");
    }

    /** The shop says what stays in its own money; what is held is the holder's. */
    @ParameterizedTest
    @CsvSource({"000000000500, 6300000", "000000000001, 12600", "000000001000, 12600000", "000000000000, 0"})
    void whatStaysOfAPurchaseIsTheHoldersMoney(String left, long stays) {
        var reversal = purchase("0400")
                .set(4, "1000")
                .set(49, "840")
                .set(6, "12600000")
                .set(51, "860")
                .set(95, left + "0".repeat(30));

        assertThat(read(reversal).replacement()).isEqualTo(stays);
        assertThat(read(reversal.set(6, "12600001").set(95, "000000000500" + "0".repeat(30)))
                        .replacement())
                .as("rounded up")
                .isEqualTo(6_300_001L);
    }

    /** Everything that is not said as it must be is answered, and reaches no card. */
    @Test
    void badNumbersAmountsAndNamesAreAnsweredAsNotServed() {
        var luhn = PAN.substring(0, 15) + (PAN.charAt(15) == '0' ? '1' : '0');
        assertNotServed(purchase("0100").set(2, luhn));
        assertNotServed(purchase("0100").set(2, "40000199123"));
        assertNotServed(purchase("0100").set(49, "999"));
        assertNotServed(purchase("0200"));
        assertNotServed(purchase("0300"));
        assertNotServed(without(11));
        assertNotServed(without(37));
        assertNotServed(without(4));
        assertThat(read(purchase("0100").set(14, "2813")).circumstances().expiry())
                .isEqualTo(YearMonth.of(1999, 1));
    }

    private static IsoMessage.Builder without(int field) {
        var whole = purchase("0100").build();
        return IsoMessage.of("0100")
                .echo(whole, whole.numbers().filter(number -> number != field).toArray());
    }

    private void assertNotServed(IsoMessage.Builder message) {
        var read = reader.read(HEADER, message.build());

        assertThat(read).isInstanceOf(MessageReader.Unserved.class);
        var answer = Frames.read(
                Unpooled.wrappedBuffer(((MessageReader.Unserved) read).answer()).skipBytes(Frames.PREFIX));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Frame.Message.class,
                        it -> assertThat(it.message().get(39)).contains("12"));
    }

    @Test
    void anAnswerIsNotAnswered() {
        assertThat(reader.read(HEADER, purchase("0110").build())).isInstanceOf(MessageReader.Silence.class);
    }

    @Test
    void saysThatItIsThere() {
        var echo = IsoMessage.of("0800")
                .set(7, "0310120000")
                .set(11, "1")
                .set(70, "301")
                .build();

        assertThat(reader.read(HEADER, echo)).isInstanceOf(MessageReader.Managed.class);
    }

    @Test
    void survivesMutatedMessages() {
        var random = new SplittableRandom(8583);
        var whole = Unpooled.buffer();
        Frames.write(
                HEADER, purchase("0100").set(95, "0".repeat(42)).set(126, "00").build(), whole);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            var frame = Unpooled.copiedBuffer(whole).skipBytes(Frames.PREFIX);
            for (int i = random.nextInt(4); i >= 0; i--) {
                frame.setByte(random.nextInt(22, frame.readableBytes()) + Frames.PREFIX, random.nextInt(256));
            }
            if (Frames.read(frame) instanceof Frame.Message(var header, var message)) {
                assertThat(reader.read(header, message)).isNotNull();
                read++;
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }
}
