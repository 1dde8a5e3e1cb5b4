package gateway.compliance.monitoring;

import gateway.compliance.Movement;
import gateway.compliance.monitoring.Judge.Hit;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
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

    /** One of them. */
    public record Moved(
            UUID payment,
            Instant at,
            String direction,
            String amount,
            String currency,
            UUID counterparty,
            @Nullable String country,
            @Nullable String category) {

        static Moved of(Movement it) {
            return new Moved(
                    it.payment(),
                    it.at(),
                    it.direction().name().toLowerCase(Locale.ROOT),
                    it.amount().toDecimal(),
                    it.amount().asset().code(),
                    it.counterparty(),
                    it.country(),
                    it.category());
        }
    }

    static HitEvidence of(Hit hit) {
        var head = hit.rule().head();
        var all = hit.evidence();
        long sum = all.stream().mapToLong(it -> it.amount().minor()).reduce(0, Math::addExact);
        return new HitEvidence(
                head.id(),
                head.version(),
                head.citation().text().en(),
                head.citation().source(),
                head.citation().confidence().code(),
                all.getFirst().at(),
                hit.at(),
                all.size(),
                new Money(sum, Asset.UZS).toDecimal(),
                all.subList(Math.max(0, all.size() - MOST_SHOWN), all.size()).stream()
                        .map(Moved::of)
                        .toList());
    }
}
