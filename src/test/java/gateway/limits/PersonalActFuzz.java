package gateway.limits;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.time.Instant;
import java.util.Set;

/** What acts about somebody's own maximum contain: a wish that can be fulfilled, or a problem of this module. */
public final class PersonalActFuzz implements FuzzTarget {

    private static final Set<LimitProblem> DOCUMENTED = Set.of(LimitProblem.PERSONAL_LIMIT_UNFIT);
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private final LimitBook book = LimitPack.read(Promises.resource("/limits/sample.yaml"));

    @Override
    public void read(byte[] input) throws Exception {
        var text = Promises.text(input);
        var given = Promises.refusing(DOCUMENTED, () -> units(PersonalWish.read(text)));
        Promises.holds(given == null || given >= 0, "nobody may do less than nothing");
        Promises.refusing(DOCUMENTED, () -> EndPersonalMax.read(text).personal().toString());
    }

    private long units(PersonalWish wish) {
        wish.whose();
        Promises.holds(wish.end(NOW).isAfter(NOW), "it ends in the future");
        return wish.units(wish.rule(book, NOW));
    }
}
