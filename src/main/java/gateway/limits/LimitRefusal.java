package gateway.limits;

import gateway.platform.journal.Refusal;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;

/**
 * A limit would be exceeded.
 *
 * @param money whether amounts are counted, else payments or payees
 * @param left what may still be used: minor units of the asset, payments or payees
 * @param resets when more may be used; far in the future for what counts for ever
 */
public record LimitRefusal(String limit, int version, boolean money, long left, Asset asset, Instant resets)
        implements Refusal {

    private static final int FIELDS = 6;

    static LimitRefusal of(Claim claim, long left) {
        var limit = claim.limit();
        return new LimitRefusal(
                limit.id(),
                limit.version(),
                limit.measure().isMoney(),
                Math.max(0, left),
                limit.asset(),
                claim.taken().until());
    }

    /** What is left as people read it: {@code 1500.00} or {@code 3}. */
    public String remaining() {
        return money ? new Money(left, asset).toDecimal() : String.valueOf(left);
    }

    /** One line, to be kept with the answer. */
    public String text() {
        return "%s %d %b %d %s %s".formatted(limit, version, money, left, asset.code(), resets);
    }

    /** Reads {@link #text}. */
    public static LimitRefusal parse(String text) {
        var fields = text.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalStateException("Not a limit's refusal: " + text);
        }
        return new LimitRefusal(
                fields[0],
                Integer.parseInt(fields[1]),
                Boolean.parseBoolean(fields[2]),
                Long.parseLong(fields[3]),
                Asset.of(fields[4]),
                Instant.parse(fields[5]));
    }
}
