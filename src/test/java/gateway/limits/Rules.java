package gateway.limits;

import gateway.customers.KycTiers;
import gateway.rulebook.Citation;
import gateway.rulebook.Operation;
import gateway.rulebook.Validity;
import gateway.rulebook.Wording;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Limits and uses for tests. */
final class Rules {

    static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    static final CustomerId CUSTOMER = new CustomerId(UUID.fromString("0199aaaa-0000-7000-8000-000000000007"));

    /** For who has no rule that goes by how well customers are known. */
    static final KycTiers UNASKED = _ -> {
        throw new AssertionError("Nobody has to know");
    };

    private Rules() {}

    static Limit perCustomer(Measure measure, Window window, long max) {
        return rule("test-" + measure.name().toLowerCase(java.util.Locale.ROOT), measure, window, max);
    }

    static Limit rule(String id, Measure measure, Window window, long max) {
        return new Limit(
                id,
                1,
                new Citation(
                        "test", Citation.Confidence.SAMPLE, Instant.EPOCH, new Wording("Qoida", "Правило", "A rule")),
                new Validity(Instant.EPOCH, null),
                Reach.EVERYTHING,
                Set.of(Dimension.CUSTOMER),
                measure,
                window,
                max,
                Asset.UZS);
    }

    static Limit reaching(Limit it, Reach reach) {
        return new Limit(
                it.id(),
                it.version(),
                it.citation(),
                it.validity(),
                reach,
                it.by(),
                it.measure(),
                it.window(),
                it.max(),
                it.asset());
    }

    static Limit by(Limit it, Set<Dimension> by) {
        return new Limit(
                it.id(),
                it.version(),
                it.citation(),
                it.validity(),
                it.reach(),
                by,
                it.measure(),
                it.window(),
                it.max(),
                it.asset());
    }

    static Use use(long minor) {
        return use(minor, new UUID(1, 1));
    }

    static Use use(long minor, UUID payee) {
        return use(minor, payee, NOON);
    }

    static Use use(UUID id, long minor) {
        return use(id, minor, new UUID(1, 1), NOON);
    }

    static Use use(long minor, UUID payee, Instant at) {
        return use(UUID.randomUUID(), minor, payee, at);
    }

    private static Use use(UUID id, long minor, UUID payee, Instant at) {
        return new Use(
                id,
                at,
                new Money(minor, Asset.UZS),
                CUSTOMER,
                Operation.CARD_TO_MERCHANT,
                null,
                "uzcard",
                payee,
                "5411",
                Circumstances.UNKNOWN);
    }
}
