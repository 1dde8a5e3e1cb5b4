package gateway.limits;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a use added to one count. Kept with the use, so that exactly that is given back if no money moves, whatever the
 * rules are by then.
 *
 * @param version of the limit; on a meter 1 where a refund gives it back, else 0; of what is on its way 0
 * @param units minor units, or 1
 * @param kept whether the use stands by itself beside the sum
 * @param until from then on it counts no longer
 */
record Taken(CounterKey key, int version, long units, boolean kept, Instant until) {

    private static final int SHARED = 0;
    private static final int FIELDS = 7;
    private static final int WITH_PERSONAL = 8;

    static Taken of(Limit limit, Use use) {
        return new Taken(
                CounterKey.of(limit, use),
                limit.isOfBalance() ? SHARED : limit.version(),
                limit.measure().unitsOf(use),
                limit.keepsUses(),
                limit.window().end(use.at()));
    }

    /** Whether it is the amount of a use that moved so much, in the count of a limit. */
    boolean isAmount(long minor) {
        return units == minor && !isMetered() && !isIncoming();
    }

    private boolean isMetered() {
        return !isIncoming() && key.limit().indexOf(':') >= 0;
    }

    /** Whether a refund of the whole payment gives it back. */
    boolean goesBackWithTheLast() {
        return !isIncoming() && (!isMetered() || version == Metered.RETURNS);
    }

    /** So much of it. */
    Taken ofThat(long minor) {
        return new Taken(key, version, minor, kept, until);
    }

    /** Whether it is on its way into a wallet, and counts no longer once it is there. */
    boolean isIncoming() {
        return key.isIncoming();
    }

    /**
     * One line for each.
     *
     * @param personal the personal maximum that held for it; null for the rule's own
     * @param moment as {@link Instant#toString} writes it: the uses of a batch end at few of them
     */
    static String text(List<Taken> all, Function<Taken, @Nullable UUID> personal, Function<Instant, String> moment) {
        var text = new StringBuilder();
        for (var it : all) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            it.addTo(text, personal.apply(it), moment);
        }
        return text.toString();
    }

    static List<Taken> parse(String text) {
        return text.lines().map(Taken::line).toList();
    }

    private void addTo(StringBuilder text, @Nullable UUID personal, Function<Instant, String> moment) {
        text.append(key.limit())
                .append(' ')
                .append(version)
                .append(' ')
                .append(key.scope())
                .append(' ')
                .append(key.bucket())
                .append(' ')
                .append(units)
                .append(' ')
                .append(kept)
                .append(' ')
                .append(moment.apply(until));
        if (personal != null) {
            text.append(' ').append(personal);
        }
    }

    private static Taken line(String line) {
        var fields = line.split(" ", -1);
        if (fields.length != FIELDS && fields.length != WITH_PERSONAL) {
            throw new IllegalStateException("Not what a use has taken: " + line);
        }
        return new Taken(
                new CounterKey(UUID.fromString(fields[2]), fields[0], Long.parseLong(fields[3])),
                Integer.parseInt(fields[1]),
                Long.parseLong(fields[4]),
                Boolean.parseBoolean(fields[5]),
                Instant.parse(fields[6]));
    }
}
