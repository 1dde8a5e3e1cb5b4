package gateway.webhooks.delivery;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What is kept of a partner's answer: short, printable, storable, and without a card's number or a key. */
public final class AnswerTextFuzz implements FuzzTarget {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{12,}");
    private static final Pattern KEY = Pattern.compile("(whsec|whsk|whpk|oqk)_[A-Za-z0-9]");

    @Override
    public void read(byte[] input) {
        var text = AnswerText.of(input);
        Promises.holds(text.length() <= AnswerText.LONGEST, "it is short");
        Promises.holds(text.chars().noneMatch(Character::isISOControl), "it can be printed");
        Promises.holds(!NUMBER.matcher(text).find(), "no card's number is in it");
        Promises.holds(!KEY.matcher(text).find(), "no key is in it");
        Promises.same(text, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
