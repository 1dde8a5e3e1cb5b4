package gateway.platform.iso20022;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes names and addresses with the letters of SWIFT's set X: Cyrillic by the country's own Latin alphabet, other
 * Latin letters without what stands above or below them. Nothing is guessed: a text that has a character without such
 * letters cannot be written at all.
 */
public final class Transliteration {

    private static final Map<Integer, String> LETTERS = letters();

    private Transliteration() {}

    /** Empty where a character cannot be written so. */
    public static Optional<String> of(String text) {
        var written = new StringBuilder(text.length());
        for (int point :
                Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
            var letters = letters(point);
            if (letters.isEmpty()) {
                return Optional.empty();
            }
            written.append(letters.get());
        }
        return Optional.of(written.toString());
    }

    private static Optional<String> letters(int point) {
        var known = LETTERS.get(point);
        if (known != null) {
            return Optional.of(known);
        }
        var text = Character.toString(point);
        if (Texts.isSwiftX(text)) {
            return Optional.of(text);
        }
        var bare = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        return Optional.of(bare).filter(it -> !it.equals(text) && Texts.isSwiftX(it));
    }

    private static Map<Integer, String> letters() {
        var letters = new HashMap<Integer, String>();
        add(letters, "абвгдезийклмнопрстуф", "a b v g d e z i y k l m n o p r s t u f");
        add(letters, "ёжхцчшщъыьэюяўқғҳ", "yo j x ts ch sh shch ' i - e yu ya o' q g' h");
        add(letters, "іїєґ", "i yi ye g");
        add(letters, "ıßæœøłđðþŋ", "i ss ae oe o l d d th ng");
        letters.put((int) 'ь', "");
        letters.put((int) 'Ь', "");
        for (int apostrophe : "’‘ʻʼ`´ʹ‛".codePoints().toArray()) {
            letters.put(apostrophe, "'");
        }
        for (int dash : "‐‑‒–—−".codePoints().toArray()) {
            letters.put(dash, "-");
        }
        for (int quote : "\"«»“”„".codePoints().toArray()) {
            letters.put(quote, "");
        }
        letters.put((int) '№', "No");
        letters.put((int) '\u00A0', " ");
        return Map.copyOf(letters);
    }

    private static void add(Map<Integer, String> letters, String from, String to) {
        var points = from.codePoints().toArray();
        var written = to.split(" ", -1);
        for (int i = 0; i < points.length; i++) {
            letters.put(points[i], written[i]);
            letters.putIfAbsent(Character.toUpperCase(points[i]), capital(written[i]));
        }
    }

    private static String capital(String letters) {
        return letters.isEmpty() ? "" : Character.toUpperCase(letters.charAt(0)) + letters.substring(1);
    }
}
