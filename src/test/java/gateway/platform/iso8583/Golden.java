package gateway.platform.iso8583;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Supplier;

/** Frames that independent software wrote and read back, and what they say. */
@SuppressWarnings("ImmutableEnumChecker") // Suppliers of builders: each call makes its own.
enum Golden {
    PURCHASE_CHECK(
            "00990000",
            "16010200990000001234560000000000000000000000",
            "0100723C648108E080001040000000000000020000000000000125000301051530000123101530030128125411"
                    + "086001005906400001F6F0F6F0F0F5F0F0F0F1F2F3E3C5D9D4F0F0F0F1D4C5D9C3C8C1D5E3F0F0F0F0F0F0F1E3"
                    + "C5E2E340E2C8D6D740404040404040404040404040404040E3C1E2C8D2C5D5E34040404040E4E90860",
            () -> message("0100")
                    .set(12, "101530")
                    .set(13, "0301")
                    .set(14, "2812")
                    .set(2, "4000000000000002")
                    .set(18, "5411")
                    .set(22, "0100")
                    .set(43, "TEST SHOP                TASHKENT     UZ")),
    APPROVED(
            "006E0000",
            "160102006E0000001234560000000000000000000000",
            "0110722020810EC08000104000000000000002000000000000012500030105153000012308605906400001F6F0"
                    + "F6F0F0F5F0F0F0F1F2F3C1F1C2F2C3F3F0F0E3C5D9D4F0F0F0F1D4C5D9C3C8C1D5E3F0F0F0F0F0F0F10860",
            () -> message("0110").set(2, "4000000000000002").set(38, "A1B2C3").set(39, "00")),
    DECLINED(
            "00680000",
            "16010200680000001234560000000000000000000000",
            "0110722020810AC08000104000000000000002000000000000012500030105153000012308605906400001F6F0"
                    + "F6F0F0F5F0F0F0F1F2F3F5F1E3C5D9D4F0F0F0F1D4C5D9C3C8C1D5E3F0F0F0F0F0F0F10860",
            () -> message("0110").set(2, "4000000000000002").set(39, "51")),
    REVERSAL(
            "00900000",
            "16010200900000001234560000000000000000000000",
            "0400F23824810CC080000000004000000000104000000000000002000000000000012500030105154500012410"
                    + "15300301086001005906400001F6F0F6F0F0F5F0F0F0F1F2F3C1F1C2F2C3F3E3C5D9D4F0F0F0F1D4C5D9C3C8C1"
                    + "D5E3F0F0F0F0F0F0F10860010000012303010515300000040000100000000000",
            () -> message("0400")
                    .set(2, "4000000000000002")
                    .set(7, "0301051545")
                    .set(11, "000124")
                    .set(12, "101530")
                    .set(13, "0301")
                    .set(22, "0100")
                    .set(38, "A1B2C3")
                    .set(90, "010000012303010515300000040000100000000000")),
    REVERSED(
            "00680000",
            "16010200680000001234560000000000000000000000",
            "0410722020810AC08000104000000000000002000000000000012500030105154500012408605906400001F6F0"
                    + "F6F0F0F5F0F0F0F1F2F3F0F0E3C5D9D4F0F0F0F1D4C5D9C3C8C1D5E3F0F0F0F0F0F0F10860",
            () -> message("0410")
                    .set(2, "4000000000000002")
                    .set(7, "0301051545")
                    .set(11, "000124")
                    .set(39, "00")),
    SIGN_ON(
            "003E0000",
            "160102003E0000001234560000000000000000000000",
            "0800822000000800000004000000000000000301050000000001F6F0F6F0F0F5F0F0F0F0F0F10071",
            () -> network("0800", "0301050000", "000001").set(70, "071")),
    ECHO(
            "003E0000",
            "160102003E0000001234560000000000000000000000",
            "0800822000000800000004000000000000000301050100000002F6F0F6F0F0F5F0F0F0F0F0F20301",
            () -> network("0800", "0301050100", "000002").set(70, "301")),
    ECHO_ANSWER(
            "00400000",
            "16010200400000001234560000000000000000000000",
            "0810822000000A00000004000000000000000301050100000002F6F0F6F0F0F5F0F0F0F0F0F2F0F00301",
            () -> network("0810", "0301050100", "000002").set(39, "00").set(70, "301"));

    static final Header HEADER = new Header("000000", "123456");

    private final String hex;
    private final Supplier<IsoMessage.Builder> message;

    Golden(String prefix, String header, String body, Supplier<IsoMessage.Builder> message) {
        this.hex = prefix + header + body;
        this.message = message;
    }

    String hex() {
        return hex.toUpperCase(Locale.ROOT);
    }

    IsoMessage message() {
        return message.get().build();
    }

    /** The frame without its length prefix. */
    ByteBuf frame() {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)).skipBytes(Frames.PREFIX);
    }

    private static IsoMessage.Builder message(String type) {
        return IsoMessage.of(type)
                .set(3, "000000")
                .set(4, "12500")
                .set(7, "0301051530")
                .set(11, "123")
                .set(19, "860")
                .set(25, "59")
                .set(32, "400001")
                .set(37, "606005000123")
                .set(41, "TERM0001")
                .set(42, "MERCHANT0000001")
                .set(49, "860");
    }

    private static IsoMessage.Builder network(String type, String time, String trace) {
        return IsoMessage.of(type).set(7, time).set(11, trace).set(37, "606005" + trace);
    }
}
