package gateway.platform.signatures;

import gateway.platform.signatures.Member.InnerList;
import gateway.platform.signatures.Member.Item;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;

/** The bytes that are signed (RFC 9421 section 2.5). */
final class SignatureBase {

    private SignatureBase() {}

    /**
     * Empty when something is covered that is not there, twice, or in a way that we do not read: components with
     * parameters are none of ours.
     */
    static Optional<byte[]> of(SignedMessage message, InnerList covered) {
        var seen = new HashSet<String>();
        var base = new StringBuilder();
        for (var item : covered.items()) {
            var line = line(message, item);
            if (line.isEmpty() || !seen.add(item.written())) {
                return Optional.empty();
            }
            base.append(line.get()).append('\n');
        }
        base.append("\"@signature-params\": ").append(covered.written());
        return Optional.of(base.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<String> line(SignedMessage message, Item item) {
        if (!(item.bare() instanceof Bare.Text(var name)) || !item.parameters().isEmpty()) {
            return Optional.empty();
        }
        var value = message.component(name);
        return value == null || !isPlain(value) || hasUpperCase(name)
                ? Optional.empty()
                : Optional.of(item.written() + ": " + value);
    }

    // What is not ASCII would be one thing to the signer and another to us.
    private static boolean isPlain(String value) {
        return value.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\t');
    }

    private static boolean hasUpperCase(String name) {
        return name.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }
}
