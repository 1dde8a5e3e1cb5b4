package gateway.reconciliation;

import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One disagreement about an item.
 *
 * @param against whose book says otherwise: theirs or the bank's
 * @param name what it is called where it is
 * @param day of its first line
 * @param ours minor units that the counterparty owes us for it by our book; below zero we owe them
 * @param correction what our book lacks to agree with theirs; zero where no entry of ours would help
 * @param alone which of the three books stands alone, as far as they are told
 */
public record Break(
        String item,
        BreakKind kind,
        Book against,
        String name,
        LocalDate day,
        Asset asset,
        long ours,
        long theirs,
        long correction,
        Alone alone) {

    Break with(Alone who) {
        return new Break(item, kind, against, name, day, asset, ours, theirs, correction, who);
    }

    /** What to do about it. */
    public String proposal() {
        return alone.advice().isEmpty() ? kind.proposal() : kind.proposal() + ". " + alone.advice();
    }

    /**
     * The same disagreement has the same id however often it is found; other numbers are another one. Its last byte is
     * the shard of our payment, where there is one.
     */
    public UUID id(String counterparty) {
        var text = String.join("|", counterparty, item, kind.code(), against.code(), ours + "/" + theirs, asset.code());
        var hash = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return new UUID(
                (hash.getMostSignificantBits() & ~0xF000L) | 0x8000L,
                (hash.getLeastSignificantBits() & ~0xFFL) | shard(hash));
    }

    private long shard(UUID hash) {
        int shard = item.startsWith("x:") ? -1 : (int) Long.parseLong(item.substring(item.length() - 2), 16);
        return shard >= 0 && shard < TimeOrderedIds.SHARDS
                ? shard
                : Math.floorMod(hash.getLeastSignificantBits(), TimeOrderedIds.SHARDS);
    }
}
