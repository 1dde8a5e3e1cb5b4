package gateway.customers;

import gateway.shared.ids.TimeOrderedIds;
import java.util.Optional;
import java.util.regex.Pattern;

/** A phone number as the person who owns it is known: international digits without plus. */
public record Phone(String digits) {

    /** Uzbek numbers have a fixed length; others follow E.164 (8 to 15 digits). */
    private static final Pattern VALID = Pattern.compile("998[0-9]{9}|(?!998)[1-9][0-9]{7,14}");

    /** Takes {@code +998 90 123-45-67} for {@code 998901234567}. Empty when the text is not a phone number. */
    public static Optional<Phone> parse(String text) {
        if (text.length() > 32) {
            return Optional.empty();
        }
        var stripped = text.strip().replaceAll("[ ()-]", "");
        var digits = stripped.startsWith("+") ? stripped.substring(1) : stripped;
        return VALID.matcher(digits).matches() ? Optional.of(new Phone(digits)) : Optional.empty();
    }

    /** Where everything about this phone is kept, also before anybody registered with it. */
    public int shard() {
        // Neighbouring numbers are often used together, so the hash is mixed (as MurmurHash3 ends).
        int mixed = digits.hashCode();
        mixed = (mixed ^ (mixed >>> 16)) * 0x85EB_CA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2_AE35;
        return Math.floorMod(mixed ^ (mixed >>> 16), TimeOrderedIds.SHARDS);
    }

    /** Shows only the last two digits: a phone number is personal data. */
    @Override
    public String toString() {
        return "***" + digits.substring(digits.length() - 2);
    }
}
