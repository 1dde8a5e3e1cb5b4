package gateway.fraud.rules;

import gateway.rulebook.Coded;
import gateway.shared.money.Asset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much of something was seen within the time before an attempt, without the attempt itself.
 *
 * @param name under which conditions speak of it
 * @param asset only payments in it count; null for all, which sums cannot
 */
public record Velocity(
        String name,
        Per per,
        Measure measure,
        Duration window,
        @Nullable Asset asset) {

    /** What is counted. */
    public enum Measure implements Coded {
        COUNT("count"),
        SUM("sum"),
        /** Different payees. */
        PAYEES("payees"),
        /** Different cards of the payer's own. */
        CARDS("cards");

        private final String code;

        Measure(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** @param seen at most {@link Seen#MOST}, the newest first */
    public long value(List<Seen> seen, Instant at) {
        var since = at.minus(window);
        var counted = seen.stream()
                .filter(it -> it.at().isAfter(since))
                .filter(it -> asset == null || it.currency().equals(asset.code()));
        return switch (measure) {
            case COUNT -> counted.count();
            case SUM -> sum(counted);
            case PAYEES -> counted.map(Seen::payee).distinct().count();
            case CARDS ->
                counted.flatMap(it -> Stream.ofNullable(it.card())).distinct().count();
        };
    }

    // What does not fit is more than any threshold.
    private static long sum(Stream<Seen> counted) {
        long sum = 0;
        for (var seen : (Iterable<Seen>) counted::iterator) {
            if (seen.minor() > Long.MAX_VALUE - sum) {
                return Long.MAX_VALUE;
            }
            sum = Math.addExact(sum, seen.minor());
        }
        return sum;
    }
}
