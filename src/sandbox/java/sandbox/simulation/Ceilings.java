package sandbox.simulation;

import gateway.packs.InForce;
import gateway.packs.PackKind;

/** What payments may come to in a seed: anything in one half, and in the other so little that some are refused. */
final class Ceilings {

    static final long DAY = 2_500_00;
    static final int ROLLING_SECONDS = 60;
    static final int ROLLING = 3;
    static final long EVER = 5_000_00;
    static final int SHOP = 2;
    /** What operators bring to one customer in a day. */
    static final String BROUGHT = "brought";

    static final long BROUGHT_A_DAY = 2_500_00;

    private static final String NOTHING = """
            format: 1
            pack: simulation
            limits: []
            """;

    private static final String RULE = """
              - id: %s
                version: 1
                decided: 1960-01-01
                from: 1960-01-02
                source: "simulation"
                confidence: sample
                text: {uz: "Qoida", ru: "Правило", en: "Rule"}
                currency: UZS
            """;

    private static final String EVERYTHING = NOTHING.replace(" []", "")
            + RULE.formatted("day") + """
                per: [customer]
                measure: amount
                window: {calendar: day}
                max: "2500.00"
            """ + RULE.formatted("rolling") + """
                per: [customer]
                measure: count
                window: {rolling: "1m"}
                max: 3
            """ + RULE.formatted("ever") + """
                measure: amount
                window: {lifetime: "yes"}
                max: "5000.00"
            """
            + RULE.formatted("shop") + """
                categories: ["5942"]
                per: [merchant]
                measure: count
                window: {calendar: day}
                max: 2
            """;

    private static final String TOP_UPS = NOTHING.replace(" []", "") + RULE.formatted(BROUGHT) + """
                operations: [operator-top-up]
                per: [customer]
                measure: amount
                window: {calendar: day}
                max: "2500.00"
            """;

    private static final PackKind<?> KIND = (PackKind<?>) new Assembly().named("gateway.limits.LimitPacks");
    private static final InForce<?> LIMITED = inForce(KIND, EVERYTHING);
    private static final InForce<?> UNLIMITED = inForce(KIND, NOTHING);
    private static final InForce<?> LIMITED_TOP_UPS = inForce(KIND, TOP_UPS);

    private Ceilings() {}

    static boolean are(long seed) {
        return seed / 2 % 2 == 0;
    }

    static InForce<?> of(boolean limited) {
        return limited ? LIMITED : UNLIMITED;
    }

    static InForce<?> ofTopUps(boolean limited) {
        return limited ? LIMITED_TOP_UPS : UNLIMITED;
    }

    private static <T> InForce<T> inForce(PackKind<T> kind, String pack) {
        return InForce.always(kind, kind.read(pack));
    }
}
