package gateway.fraud.rules;

import gateway.fraud.Attempt;
import gateway.rulebook.BankTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What rules may speak of. Whole numbers, texts and truths; {@code amount} in minor units; ages in full hours;
 * {@code hour} of the day in Tashkent. Without a card of the customer's own there are no {@code rail},
 * {@code card_country} and {@code card_age_hours}: a condition that wants them begins with {@code card &&}.
 */
public final class Features {

    /** What a feature is. */
    public enum Kind {
        NUMBER,
        TEXT,
        TRUTH
    }

    public static final SortedMap<String, Kind> KNOWN = Collections.unmodifiableSortedMap(new TreeMap<>(Map.ofEntries(
            Map.entry("amount", Kind.NUMBER),
            Map.entry("currency", Kind.TEXT),
            Map.entry("operation", Kind.TEXT),
            Map.entry("channel", Kind.TEXT),
            Map.entry("hour", Kind.NUMBER),
            Map.entry("account_age_hours", Kind.NUMBER),
            Map.entry("first_to_payee", Kind.TRUTH),
            Map.entry("new_device", Kind.TRUTH),
            Map.entry("device_age_hours", Kind.NUMBER),
            Map.entry("call_in_progress", Kind.TRUTH),
            Map.entry("remote_control", Kind.TRUTH),
            Map.entry("rooted", Kind.TRUTH),
            Map.entry("vpn", Kind.TRUTH),
            Map.entry("tor", Kind.TRUTH),
            Map.entry("card", Kind.TRUTH),
            Map.entry("rail", Kind.TEXT),
            Map.entry("card_country", Kind.TEXT),
            Map.entry("card_age_hours", Kind.NUMBER),
            Map.entry("payee_kind", Kind.TEXT),
            Map.entry("payee_country", Kind.TEXT),
            Map.entry("payee_category", Kind.TEXT))));

    private static final int MOST_CHARACTERS = 4_000;
    private static final Pattern LINE_ENDS = Pattern.compile("\\v");

    private Features() {}

    public static Map<String, Object> of(Attempt it) {
        var features = new HashMap<String, Object>();
        features.put("amount", it.amount().minor());
        features.put("currency", it.amount().asset().code());
        features.put("operation", it.operation().code());
        features.put("channel", it.channel().code());
        features.put("hour", (long) it.at().atZone(BankTime.ZONE).getHour());
        features.put("account_age_hours", hours(it.payer().since(), it.at()));
        features.put("first_to_payee", it.payee().first());
        features.put("payee_kind", it.payee().kind().code());
        features.put("payee_country", Optional.ofNullable(it.payee().country()).orElse(""));
        features.put(
                "payee_category", Optional.ofNullable(it.payee().category()).orElse(""));
        putDevice(features, it.device(), it.at());
        putCard(features, it);
        return features;
    }

    private static void putDevice(Map<String, Object> features, Attempt.Device device, Instant at) {
        features.put("new_device", device.fresh());
        features.put("device_age_hours", hours(device.since(), at));
        features.put("call_in_progress", device.callInProgress());
        features.put("remote_control", device.remoteControl());
        features.put("rooted", device.rooted());
        features.put("vpn", device.vpn());
        features.put("tor", device.tor());
    }

    private static void putCard(Map<String, Object> features, Attempt it) {
        var card = it.card();
        features.put("card", card != null);
        if (card != null) {
            features.put("rail", card.rail());
            features.put("card_country", card.country());
            features.put("card_age_hours", hours(card.linked(), it.at()));
        }
    }

    // A clock that was late does not make anything younger than new.
    private static long hours(Instant since, Instant at) {
        return Math.max(0, Duration.between(since, at).toHours());
    }

    /** One line for each, to be stored: {@code amount=150000}. Texts of ours hold no line ends. */
    public static String text(Map<String, Object> features) {
        var names = features.keySet().toArray(String[]::new);
        Arrays.sort(names);
        var text = new StringBuilder();
        for (var name : names) {
            var value = features.get(name);
            text.append(text.isEmpty() ? "" : "\n")
                    .append(name)
                    .append('=')
                    .append(value instanceof String it ? oneLine(it) : value);
        }
        return text.toString();
    }

    // Nearly all are words of ours: to look is cheaper than to replace nothing.
    private static String oneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter >= 0x7F) {
                return LINE_ENDS.matcher(text).replaceAll(" ");
            }
        }
        return text;
    }

    /** Reads {@link #text}; empty when it is none. What is not known any more is left out. */
    public static Optional<Map<String, Object>> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        var features = new HashMap<String, Object>();
        for (var line : text.split("\n", -1)) {
            int end = line.indexOf('=');
            if (end < 1) {
                return Optional.empty();
            }
            var kind = KNOWN.get(line.substring(0, end));
            var value = kind == null ? Optional.of("") : value(kind, line.substring(end + 1));
            if (value.isEmpty() || features.put(line.substring(0, end), value.get()) != null) {
                return Optional.empty();
            }
        }
        features.keySet().retainAll(KNOWN.keySet());
        return Optional.of(features);
    }

    private static Optional<Object> value(Kind kind, String text) {
        return switch (kind) {
            case TEXT -> Optional.of(text);
            case TRUTH ->
                text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
            case NUMBER -> number(text);
        };
    }

    private static Optional<Object> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
