package gateway.canaries;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Secrets that were let into the bank, each with every spelling under which it could come out again. */
public final class Canaries {

    /** What people and machines put between the digits of a card. */
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[ \\-._/\\t]+");

    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{12,}\\.[\\w-]{12,}\\.[\\w-]{20,}");
    private static final int AROUND = 40;

    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, List<String>> digits = new LinkedHashMap<>();
    private final Map<String, Pattern> words = new LinkedHashMap<>();

    /** Something long enough to be unlike anything else: found as it is, in hex, and inside of any Base64. */
    public Canaries text(String name, String secret) {
        var spelled = bytes(secret.getBytes(StandardCharsets.UTF_8));
        spelled.add(secret);
        texts.put(name, spelled);
        return this;
    }

    /** A key, given in Base64: found as that, as its bytes, and in hex. */
    public Canaries key(String name, String base64) {
        texts.put(name, bytes(Base64.getDecoder().decode(base64)));
        return this;
    }

    /** A card number: also with anything between its digits, packed two digits a byte, and in EBCDIC. */
    public Canaries card(String name, String pan) {
        digits.put(name, List.of(pan));
        var spelled = bytes(pan.getBytes(StandardCharsets.US_ASCII));
        spelled.add(latin(HexFormat.of().parseHex(pan.length() % 2 == 0 ? pan : pan + "f")));
        spelled.add("f" + String.join("f", pan.split("")));
        texts.put(name, spelled);
        return this;
    }

    /** Something short, such as a one-time code: only where it stands alone. */
    public Canaries word(String name, String code) {
        return shape(name, Pattern.compile("(?<![0-9A-Za-z.])" + Pattern.quote(code) + "(?![0-9A-Za-z])"));
    }

    /** Whatever looks like this. */
    public Canaries shape(String name, Pattern shape) {
        words.put(name, shape);
        return this;
    }

    /** Any signed token or proof, whoever's. */
    public Canaries anyToken() {
        return shape("a signed token", TOKEN);
    }

    /** Everything that both look for. */
    public Canaries and(Canaries others) {
        var both = new Canaries();
        for (var one : List.of(this, others)) {
            both.texts.putAll(one.texts);
            both.digits.putAll(one.digits);
            both.words.putAll(one.words);
        }
        return both;
    }

    public int count() {
        return texts.size() + words.size();
    }

    /** Where canaries sing: name and what stands before it, never the canary. */
    public List<String> in(String place, String text) {
        var hits = new ArrayList<String>();
        find(place, text, texts, hits);
        find(place, BETWEEN_DIGITS.matcher(text).replaceAll(""), digits, hits);
        words.forEach((name, shape) -> {
            var match = shape.matcher(text);
            if (match.find()) {
                hits.add(hit(place, name, text, match.start()));
            }
        });
        return hits;
    }

    private static void find(String place, String text, Map<String, List<String>> needles, List<String> hits) {
        needles.forEach((name, spelled) -> spelled.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .limit(1)
                .forEach(at -> hits.add(hit(place, name, text, at))));
    }

    private static String hit(String place, String name, String text, int at) {
        var before = text.substring(Math.max(0, at - AROUND), at).replaceAll("\\p{Cntrl}", " ");
        return "%s: %s after »%s«".formatted(place, name, before);
    }

    /** Bytes as themselves, one character each, as in a text that {@link #latin} made of a file. */
    public static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<String> bytes(byte[] secret) {
        var hex = HexFormat.of().formatHex(secret);
        var spelled = new ArrayList<>(List.of(latin(secret), hex, hex.toUpperCase(java.util.Locale.ROOT)));
        for (int before = 0; before < 3; before++) {
            for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                spelled.add(inside(encoder, secret, before));
            }
        }
        return spelled.stream().distinct().collect(Collectors.toCollection(ArrayList::new));
    }

    // The characters that depend on nothing but the secret, when it begins so many bytes after a group of three.
    private static String inside(Base64.Encoder encoder, byte[] secret, int before) {
        var shifted = new byte[before + secret.length];
        System.arraycopy(secret, 0, shifted, before, secret.length);
        var all = encoder.withoutPadding().encodeToString(shifted);
        return all.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
    }
}
