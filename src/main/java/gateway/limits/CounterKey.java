package gateway.limits;

import gateway.platform.crypto.Sha256;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which count a use adds to.
 *
 * @param scope stands for the values of the limit's dimensions; the customer's own id where only customers are told
 *     apart
 * @param bucket the calendar window's beginning in epoch seconds; 0 where the limit keeps every use or counts for ever
 */
public record CounterKey(UUID scope, String limit, long bucket) implements Comparable<CounterKey> {

    private static final Comparator<CounterKey> ORDER = Comparator.comparing(CounterKey::scope)
            .thenComparing(CounterKey::limit)
            .thenComparingLong(CounterKey::bucket);

    private static final String INCOMING = "incoming:";

    static CounterKey of(Limit limit, Use use) {
        if (limit.isOfBalance()) {
            return incoming(limit.holder(use), limit.asset());
        }
        long bucket = limit.keepsUses() ? 0 : limit.window().start(use.at()).getEpochSecond();
        return new CounterKey(scopeOf(limit, use), limit.id(), bucket);
    }

    /** What is on its way into a wallet: one count for all limits of balances, whichever of them the owner has. */
    private static CounterKey incoming(CustomerId owner, Asset asset) {
        return new CounterKey(owner.value(), INCOMING + asset.code(), 0);
    }

    boolean isIncoming() {
        return limit.startsWith(INCOMING);
    }

    private static UUID scopeOf(Limit limit, Use use) {
        if (limit.by().size() == 1 && limit.by().contains(Dimension.CUSTOMER)) {
            return use.customer().value();
        }
        var values = limit.by().stream()
                .sorted()
                .map(dimension -> dimension + "=" + dimension.of(use).orElseThrow())
                .collect(Collectors.joining("\n"));
        var digest = ByteBuffer.wrap(Sha256.of(values));
        return new UUID(digest.getLong(), digest.getLong());
    }

    short shard() {
        return (short) Math.floorMod(TimeOrderedIds.shardOf(scope), TimeOrderedIds.SHARDS);
    }

    @Override
    public int compareTo(CounterKey other) {
        return ORDER.compare(this, other);
    }
}
