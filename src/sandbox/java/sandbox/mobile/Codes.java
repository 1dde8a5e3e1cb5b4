package sandbox.mobile;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the one-time code in a message: a word of six or more capitals and digits with at least one digit. */
final class Codes {

    private static final Pattern CODE = Pattern.compile("\\b(?=[A-Z0-9]*[0-9])[A-Z0-9]{6,8}\\b");

    private Codes() {}

    static Optional<String> in(String text) {
        var found = CODE.matcher(text);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
