package gateway.ledger;

import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bank's own accounts: one of each per shard, so that none becomes a bottleneck. Their ids follow from their names.
 * Customers' balances are credit balances: money owed to them.
 */
public final class SystemAccounts {

    private static final Map<String, Name> NAMED = new ConcurrentHashMap<>();
    private static final Map<UUID, Name> BY_ID = new ConcurrentHashMap<>();

    private SystemAccounts() {}

    /** What a rail owes us (debit) or we owe it (credit) until it settles. */
    public static AccountId clearing(String rail, Asset asset, int shard) {
        return named("clearing:" + rail, asset, shard);
    }

    /** What a payment operator owes us (debit) for what was paid there, or we owe it (credit), until it settles. */
    public static AccountId operator(String operator, Asset asset, int shard) {
        return named("operator:" + operator, asset, shard);
    }

    /** Money between the two legs of a payment. */
    public static AccountId transit(Asset asset, int shard) {
        return named("transit", asset, shard);
    }

    public static AccountId feeIncome(Asset asset, int shard) {
        return named("fee-income", asset, shard);
    }

    /** Value-added tax that was taken with fees and belongs to the treasury. */
    public static AccountId vatPayable(Asset asset, int shard) {
        return named("vat-payable", asset, shard);
    }

    /** Shares of fees that a partner, such as the acquirer, has earned and not been paid yet. */
    public static AccountId partnerPayable(String partner, Asset asset, int shard) {
        return named("partner:" + partner, asset, shard);
    }

    /** Money whose owner is not certain; an operator case stands behind each transfer. */
    public static AccountId suspense(Asset asset, int shard) {
        return named("suspense", asset, shard);
    }

    /** What holders of our cards owe us beyond what they had: merchants take what was approved all the same. */
    public static AccountId cardholderDebt(Asset asset, int shard) {
        return named("cardholder-debt", asset, shard);
    }

    /** What customers paid for remittances and is not exchanged yet, or was exchanged back and not given back yet. */
    public static AccountId remittances(Asset asset, int shard) {
        return named("remittances", asset, shard);
    }

    /** What of a currency we took in (credit) or gave out (debit) because customers exchanged it. */
    public static AccountId exchangePosition(Asset asset, int shard) {
        return named("fx-position", asset, shard);
    }

    /** Parts of units that were left over when currencies were exchanged. */
    public static AccountId exchangeResult(Asset asset, int shard) {
        return named("fx-result", asset, shard);
    }

    /** What we owe a correspondent bank (credit) for transfers that are on their way. */
    public static AccountId correspondent(String name, Asset asset, int shard) {
        return named("correspondent:" + name, asset, shard);
    }

    /** Our money that lies with a correspondent bank (debit). */
    public static AccountId nostro(String name, Asset asset, int shard) {
        return named("nostro:" + name, asset, shard);
    }

    /** What the bank itself sent to its accounts with correspondents (credit): money from outside of these books. */
    public static AccountId treasury(Asset asset, int shard) {
        return named("treasury", asset, shard);
    }

    static AccountId named(String name, Asset asset, int shard) {
        if (shard < 0 || shard >= TimeOrderedIds.SHARDS) {
            throw new IllegalArgumentException("No such shard: " + shard);
        }
        var base = NAMED.computeIfAbsent(name + ":" + asset.code(), text -> remember(name, asset, text))
                .base();
        return new AccountId(new UUID(base.getMostSignificantBits(), base.getLeastSignificantBits() | shard));
    }

    private static Name remember(String name, Asset asset, String text) {
        var hash = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        // Version 8 (RFC 9562): ours by construction; the last byte is the shard, as in every id.
        var base =
                new UUID((hash.getMostSignificantBits() & ~0xF000L) | 0x8000L, hash.getLeastSignificantBits() & ~0xFFL);
        var named = new Name(name, asset, base);
        BY_ID.put(base, named);
        return named;
    }

    /** What the account is, if it is one of the bank's own: it may be used before it stands in the books. */
    static Optional<Name> find(AccountId id) {
        var base = new UUID(id.value().getMostSignificantBits(), id.value().getLeastSignificantBits() & ~0xFFL);
        return Optional.ofNullable(BY_ID.get(base));
    }

    /** @param base the id without its shard */
    record Name(String name, Asset asset, UUID base) {}
}
