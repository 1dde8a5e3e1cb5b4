package gateway.limits;

import gateway.platform.journal.Refusal;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A limit would be exceeded.
 *
 * @param money whether amounts are counted, else payments or payees
 * @param left what may still be used: minor units of the asset, payments or payees
 * @param resets when more may be used; far in the future for what counts for ever
 * @param personal the customer's own maximum that was applied; null for the rule's
 * @param shared whether others use of it too: customers are not told what those have used, so what is left is kept with
 *     no answer
 */
public record LimitRefusal(
        String limit,
        int version,
        boolean money,
        long left,
        Asset asset,
        Instant resets,
        @Nullable UUID personal,
        boolean shared)
        implements Refusal {

    private static final int FIELDS = 6;
    private static final int WITH_PERSONAL = 7;

    /** In the place of what is left of a limit that others use too. */
    private static final long UNTOLD = -1;

    /** Of a limit that counts one customer alone. */
    public LimitRefusal(
            String limit, int version, boolean money, long left, Asset asset, Instant resets, @Nullable UUID personal) {
        this(limit, version, money, left, asset, resets, personal, false);
    }

    static LimitRefusal of(Claim claim, long left, @Nullable UUID personal) {
        var limit = claim.limit();
        return new LimitRefusal(
                limit.id(),
                limit.version(),
                limit.measure().isMoney(),
                Math.max(0, left),
                limit.asset(),
                claim.taken().until(),
                personal,
                !limit.isPersonal());
    }

    /** What is left as people read it: {@code 1500.00} or {@code 3}. Where it is shared, for the bank's eyes alone. */
    public String remaining() {
        return money ? new Money(left, asset).toDecimal() : String.valueOf(left);
    }

    /** One line, to be kept with the answer. */
    public String text() {
        var text = "%s %d %b %d %s %s".formatted(limit, version, money, shared ? UNTOLD : left, asset.code(), resets);
        return personal == null ? text : text + " " + personal;
    }

    /** Reads {@link #text}. */
    public static LimitRefusal parse(String text) {
        var fields = text.split(" ", -1);
        if (fields.length != FIELDS && fields.length != WITH_PERSONAL) {
            throw new IllegalStateException("Not a limit's refusal: " + text);
        }
        long left = Long.parseLong(fields[3]);
        return new LimitRefusal(
                fields[0],
                Integer.parseInt(fields[1]),
                Boolean.parseBoolean(fields[2]),
                Math.max(0, left),
                Asset.of(fields[4]),
                Instant.parse(fields[5]),
                fields.length == FIELDS ? null : UUID.fromString(fields[6]),
                left == UNTOLD);
    }
}
