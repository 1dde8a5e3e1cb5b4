package sandbox.mobile;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the one-time code in a message: ours mix capitals and digits, a rail's are digits after the word Code. */
public final class Codes {

    private static final Pattern OURS = Pattern.compile("\\b(?=[A-Z0-9]*[0-9])(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6,8}\\b");
    private static final Pattern RAILS = Pattern.compile("Code: ([0-9]{6})\\b");

    private Codes() {}

    public static Optional<String> in(String text) {
        var rails = RAILS.matcher(text);
        if (rails.find()) {
            return Optional.of(rails.group(1));
        }
        var ours = OURS.matcher(text);
        return ours.find() ? Optional.of(ours.group()) : Optional.empty();
    }
}
