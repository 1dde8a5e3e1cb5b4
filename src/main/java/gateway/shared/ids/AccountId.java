package gateway.shared.ids;

import gateway.shared.money.Asset;
import java.util.Optional;
import java.util.UUID;

/** Identifies a ledger account. Written {@code acc_<uuid>} outside the process. */
public record AccountId(UUID value) {

    private static final String PREFIX = "acc_";

    /** Empty when the text is not such an id. */
    public static Optional<AccountId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(AccountId::new);
    }

    /** The one account an owner (customer, merchant) has in an asset: derived, so that nobody needs to look it up. */
    public static AccountId of(UUID owner, Asset asset) {
        return new AccountId(new UUID(
                owner.getMostSignificantBits(),
                owner.getLeastSignificantBits() ^ ((long) asset.numeric() << Byte.SIZE)));
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
