package gateway.processors.humo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts and items of one answer by name: each once, but our receipts as often as they come. */
final class HumoFields {

    private static final String RECEIPT = "refund_ref";
    private static final int MOST_DIGITS = 18;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> items = new HashMap<>();
    private final List<String> receipts = new ArrayList<>();

    void put(String name, String text) {
        require(texts.put(name, text) == null, "a field twice");
    }

    void putItem(String name, String value) {
        if (name.equals(RECEIPT)) {
            receipts.add(value);
        } else {
            require(items.put(name, value) == null, "an item twice");
        }
    }

    List<String> receipts() {
        return receipts;
    }

    @Nullable
    String item(String name) {
        return items.get(name);
    }

    String optional(String name) {
        return texts.getOrDefault(name, "");
    }

    String required(String name) {
        return present(name, texts.get(name));
    }

    String requiredItem(String name) {
        return present(name, items.get(name));
    }

    static long number(String text) {
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        require(digits && !text.isEmpty() && text.length() <= MOST_DIGITS, "not a number");
        return Long.parseLong(text);
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Unreadable(otherwise);
        }
    }

    private static String present(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw new Unreadable("no " + name);
        }
        return text;
    }

    /** Not an answer of PaymentServer. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why, null, false, false);
        }
    }
}
