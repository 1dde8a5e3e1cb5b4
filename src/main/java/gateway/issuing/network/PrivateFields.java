package gateway.issuing.network;

import gateway.platform.iso8583.IsoMessage;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few words that we read in the fields that the network structures itself. Each begins with a bitmap of its own; we
 * read them where they stand first, as our profile says.
 */
final class PrivateFields {

    /** Bit 2 alone, of eight bytes; then a zero and fifteen digits. */
    private static final Pattern TRANSACTION = Pattern.compile("40000000000000000([0-9]{15})");

    /** Bit 3 alone, of three bytes; then four digits. */
    private static final String INCREMENT = "2000003900";

    /** Bit 10 alone, of eight bytes; then six characters in EBCDIC: presence, answer wanted, blank, three digits. */
    private static final Pattern PRINTED_CODE = Pattern.compile("0040000000000000F1F[01]40((?:F[0-9]){3})");

    private PrivateFields() {}

    /** 62.2: the network's name of the transaction. */
    static Optional<String> transaction(IsoMessage message) {
        return message.get(62)
                .map(TRANSACTION::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1));
    }

    /** 63.3: why the message is sent. */
    static boolean isIncrement(IsoMessage message) {
        return message.has(63, INCREMENT);
    }

    /** 126.10: the three digits that a shop on the net asked for. */
    static Optional<String> printedCode(IsoMessage message) {
        return message.get(126)
                .map(PRINTED_CODE::matcher)
                .filter(Matcher::matches)
                .map(found -> digits(found.group(1)));
    }

    // F0 to F9.
    private static String digits(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('0' + (bytes[i] & 0xF));
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
