package gateway.fees;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.Map;

/** What a customer has used of each fee in its running period; whoever asks for a price brings it along. */
public record FeeUsage(Map<FeeId, Used> byFee) {

    public static final FeeUsage NOTHING = new FeeUsage(Map.of());

    public FeeUsage {
        byFee = Map.copyOf(byFee);
    }

    /** Nothing where nothing was recorded. */
    public Used of(FeeId fee, Asset asset) {
        var used = byFee.get(fee);
        return used == null ? Used.nothing(asset) : used;
    }

    /**
     * What was used of one fee.
     *
     * @param charged as the tariff counts it: without the VAT that comes on top
     * @param count payments the fee applied to, free ones too
     * @param volume what these payments moved
     */
    public record Used(Money charged, long count, Money volume) {

        public Used {
            if (charged.minor() < 0 || count < 0 || volume.minor() < 0) {
                throw new IllegalArgumentException("Nobody has used less than nothing");
            }
            if (!charged.asset().equals(volume.asset())) {
                throw new IllegalArgumentException("A fee is counted in one currency");
            }
        }

        public static Used nothing(Asset asset) {
            return new Used(Money.zero(asset), 0, Money.zero(asset));
        }

        public Used plus(Used more) {
            return new Used(charged.plus(more.charged), Math.addExact(count, more.count), volume.plus(more.volume));
        }
    }
}
