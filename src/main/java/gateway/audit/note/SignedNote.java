package gateway.audit.note;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text that one or several have signed (C2SP signed-note).
 *
 * @param text lines, each with its end; what the signatures are over
 */
public record SignedNote(String text, List<Signature> signatures) {

    private static final int LONGEST = 16_384;
    private static final int MOST = 16;
    private static final int KEY_ID = 4;
    private static final String DASH = "— ";

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!isText(text) || signatures.isEmpty() || signatures.size() > MOST) {
            throw new MalformedNote("A note is lines of text and 1 to " + MOST + " signatures");
        }
    }

    /**
     * One line below the text.
     *
     * @param name whose key it is said to be
     * @param bytes the key's id in four bytes, and the signature
     */
    @SuppressWarnings("ArrayRecordComponent") // Written in lines, where notes are compared.
    public record Signature(String name, byte[] bytes) {

        public Signature {
            if (!isName(name) || bytes.length <= KEY_ID) {
                throw new MalformedNote("A signature is a name, the id of a key and what it signed");
            }
            bytes = bytes.clone();
        }

        byte[] keyId() {
            return Arrays.copyOf(bytes, KEY_ID);
        }

        byte[] signature() {
            return Arrays.copyOfRange(bytes, KEY_ID, bytes.length);
        }

        private String line() {
            return DASH + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
        }

        private static Signature of(String line) {
            var words = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
            if (words.length != 2) {
                throw new MalformedNote("A signature is a dash, a name and a signature");
            }
            return new Signature(words[0], decoded(words[1]));
        }
    }

    /** Errors with {@link MalformedNote}. */
    public static SignedNote parse(String written) {
        int split = written.lastIndexOf("\n\n");
        if (written.length() > LONGEST || split < 0 || !written.endsWith("\n")) {
            throw new MalformedNote("A note is a text, an empty line and signatures, each line with its end");
        }
        var signatures = new ArrayList<Signature>();
        for (var line : written.substring(split + 2, Math.max(split + 2, written.length() - 1))
                .split("\n", MOST + 1)) {
            signatures.add(Signature.of(line));
        }
        return new SignedNote(written.substring(0, split + 1), signatures);
    }

    /** As it is kept and sent. */
    public String written() {
        return text + "\n" + signatures.stream().map(Signature::line).collect(Collectors.joining());
    }

    /** Whether it can be the name of a key. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars().noneMatch(it -> it == '+' || it < ' ' || Character.isSpaceChar(it) || it == 0x7f);
    }

    private static boolean isText(String text) {
        return text.length() > 1 && text.endsWith("\n") && text.chars().allMatch(it -> it >= ' ' || it == '\n');
    }

    /** Exactly as it would be written again: nothing is in there twice. */
    static byte[] decoded(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // The same word for everything that is not base64.
        }
        throw new MalformedNote("That is not base64");
    }
}
