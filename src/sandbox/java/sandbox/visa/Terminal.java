package sandbox.visa;

import gateway.cards.Pan;
import gateway.issuing.hsm.PinBlock;
import gateway.issuing.hsm.TripleDes;
import gateway.platform.iso8583.IsoMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Writes what a shop's terminal would have the network say about a card of the gateway's. */
final class Terminal {

    private static final DateTimeFormatter GMT =
            DateTimeFormatter.ofPattern("MMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("DDDHH", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int TRACES = 1_000_000;

    private final TripleDes zone = new TripleDes(HEX.parseHex(Acquirer.ZONE_PIN_KEY));
    private final AtomicInteger trace = new AtomicInteger((int) (System.nanoTime() / 1_000 % TRACES));

    /** An authorisation, or what takes its place, from the words of whoever plays the shop. */
    IsoMessage begin(String type, JsonNode words) {
        var pan = words.path("pan").asString("");
        var it = named(type)
                .set(2, pan)
                .set(3, words.path("processing").asString("000000"))
                .set(4, words.path("amount").asString("0"))
                .set(18, words.path("category").asString("5411"))
                .set(19, "860")
                .set(22, entry(words.path("channel").asString("POS")))
                .set(25, words.path("channel").asString("POS").equals("ECOM") ? "59" : "00")
                .set(32, "400001")
                .set(41, "SHOP0001")
                .set(42, words.path("merchant").asString("SANDBOXSHOP"))
                .set(43, place(words.path("country").asString("UZ")))
                .set(49, words.path("currency").asString("860"));
        it.set(62, "40000000000000000" + words.path("transaction").asString(transaction()));
        if (words.has("expiry")) {
            it.set(14, words.path("expiry").asString("").replace("-", "").substring(2));
        }
        if (words.has("pin")) {
            it.set(52, block(pan, words.path("pin").asString("")));
        }
        if (words.has("code")) {
            it.set(126, "0040000000000000F1F140" + ebcdic(words.path("code").asString("")));
        }
        return it.build();
    }

    /** Another message about the same purchase. */
    IsoMessage follow(String type, IsoMessage first, long amount) {
        var it = named(type)
                .echo(first, 2, 3, 14, 18, 19, 22, 25, 32, 41, 42, 43, 49, 62)
                .set(4, Long.toString(amount));
        return it.build();
    }

    /** Raises it. */
    IsoMessage raise(IsoMessage first, long amount) {
        return copy(follow("0100", first, amount)).set(63, "2000003900").build();
    }

    /** @param actual what stays; negative for nothing */
    IsoMessage reverse(IsoMessage first, long actual) {
        var it = copy(follow("0400", first, Long.parseLong(first.get(4).orElse("0"))))
                .set(37, first.get(37).orElse(""))
                .set(90, original(first));
        return (actual < 0 ? it : it.set(95, "%012d".formatted(actual) + "0".repeat(30))).build();
    }

    private static String original(IsoMessage first) {
        return first.type() + first.get(11).orElse("") + first.get(7).orElse("") + "00000400001" + "0".repeat(11);
    }

    static IsoMessage.Builder copy(IsoMessage message) {
        return IsoMessage.of(message.type()).echo(message, message.numbers().toArray());
    }

    private IsoMessage.Builder named(String type) {
        var now = Instant.now();
        var number = "%06d".formatted(trace.updateAndGet(last -> last % (TRACES - 1) + 1));
        var year = String.valueOf(now.atZone(ZoneOffset.UTC).getYear() % 10);
        return IsoMessage.of(type).set(7, GMT.format(now)).set(11, number).set(37, year + HOUR.format(now) + number);
    }

    private String transaction() {
        return "%015d".formatted(System.nanoTime() % 1_000_000_000L * TRACES + trace.get());
    }

    private String block(String pan, String pin) {
        var clear = PinBlock.of(Pan.parse(pan).orElseThrow(), pin);
        return HEX.formatHex(zone.encrypt(clear));
    }

    private static String ebcdic(String digits) {
        var hex = new StringBuilder();
        digits.chars().forEach(digit -> hex.append('F').append((char) digit));
        return hex.toString();
    }

    private static String entry(String channel) {
        return switch (channel) {
            case "ECOM" -> "8100";
            case "CONTACTLESS" -> "0700";
            case "QR" -> "0300";
            case "MOTO" -> "0100";
            default -> "0510";
        };
    }

    private static String place(String country) {
        return "SANDBOX SHOP             TASHKENT     " + country;
    }
}
