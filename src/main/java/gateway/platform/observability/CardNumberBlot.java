package gateway.platform.observability;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Blots out of log lines what looks like a card number. None should get that far; this is for the exception of a
 * library that quotes its input. Named in {@code logging.structured.json.customizer}.
 */
final class CardNumberBlot implements StructuredLoggingJsonMembersCustomizer<Object> {

    /** 13 to 19 digits, spaced or not, that are not part of a longer word such as a trace id. */
    private static final Pattern CANDIDATE = Pattern.compile("(?<![0-9A-Za-z])[0-9](?: ?[0-9]){12,18}(?![0-9A-Za-z])");

    private static final String BLOT = "[card number]";

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, CardNumberBlot::blot));
    }

    static @Nullable String blot(@Nullable String text) {
        return text == null ? null : CANDIDATE.matcher(text).replaceAll(CardNumberBlot::replacement);
    }

    private static String replacement(MatchResult match) {
        return passesLuhn(match.group()) ? BLOT : match.group();
    }

    private static boolean passesLuhn(String spaced) {
        int sum = 0;
        boolean twice = false;
        for (int at = spaced.length() - 1; at >= 0; at--) {
            if (spaced.charAt(at) != ' ') {
                int digit = (spaced.charAt(at) - '0') * (twice ? 2 : 1);
                sum += digit > 9 ? digit - 9 : digit;
                twice = !twice;
            }
        }
        return sum % 10 == 0;
    }
}
