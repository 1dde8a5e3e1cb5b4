package gateway.processors.correspondent.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** XML as it is written, element by element; the same calls make the same bytes. */
final class XmlText {

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    XmlText begin(String name) {
        text.append('<').append(name).append('>');
        open.push(name);
        return this;
    }

    XmlText begin(String name, String namespace) {
        text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
        open.push(name);
        return this;
    }

    XmlText end() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    /** A text at a path such as {@code FinInstnId/BICFI}, with the elements around it; nothing for null. */
    XmlText leaf(String path, @Nullable String value) {
        if (value == null) {
            return this;
        }
        var names = path.split("/", -1);
        for (var name : names) {
            begin(name);
        }
        escape(value);
        for (var _ : names) {
            end();
        }
        return this;
    }

    XmlText amount(String name, String currency, String value) {
        text.append('<').append(name).append(" Ccy=\"").append(currency).append("\">");
        text.append(value).append("</").append(name).append('>');
        return this;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                default -> text.append(value.charAt(i));
            }
        }
    }

    byte[] bytes() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(open.peek() + " is not closed");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
