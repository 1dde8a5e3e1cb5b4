package gateway.compliance.monitoring;

import gateway.compliance.Movement;
import gateway.compliance.monitoring.Judge.Hit;
import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hit as a case keeps it.
 *
 * @param until when the last movement was
 * @param count how many movements there are; payments shows the last thousand
 */
public record HitEvidence(
        String rule,
        int version,
        String text,
        String source,
        String confidence,
        Instant since,
        Instant until,
        int count,
        String sum,
        List<Moved> payments) {

    private static final int MOST_SHOWN = 1_000;

    /**
     * One of them.
     *
     * @param amount what it was worth, in so'm
     * @param moved what moved, where that was another currency
     */
    public record Moved(
            UUID payment,
            Instant at,
            String direction,
            String amount,
            String currency,
            @Nullable String moved,
            UUID counterparty,
            @Nullable String country,
            @Nullable String category) {

        static Moved of(Movement it) {
            return new Moved(
                    it.payment(),
                    it.at(),
                    it.direction().name().toLowerCase(Locale.ROOT),
                    decimal(BigInteger.valueOf(it.inSom())),
                    Asset.UZS.code(),
                    it.amount().asset().equals(Asset.UZS) ? null : it.amount().toString(),
                    it.counterparty(),
                    it.country(),
                    it.category());
        }
    }

    static HitEvidence of(Hit hit) {
        var head = hit.rule().head();
        var all = hit.evidence();
        var sum = all.stream().map(it -> BigInteger.valueOf(it.inSom())).reduce(BigInteger.ZERO, BigInteger::add);
        return new HitEvidence(
                head.id(),
                head.version(),
                head.citation().text().en(),
                head.citation().source(),
                head.citation().confidence().code(),
                all.getFirst().at(),
                hit.at(),
                all.size(),
                decimal(sum),
                all.subList(Math.max(0, all.size() - MOST_SHOWN), all.size()).stream()
                        .map(Moved::of)
                        .toList());
    }

    private static String decimal(BigInteger minor) {
        return new BigDecimal(minor, Asset.UZS.scale()).toPlainString();
    }
}
