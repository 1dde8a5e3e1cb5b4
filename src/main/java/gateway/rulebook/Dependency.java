package gateway.rulebook;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something that a decision waits for before money moves, and that may not answer. */
public enum Dependency implements Coded {
    /** Its word about an attempt. */
    STATE_ANTIFRAUD("state-antifraud", null),
    /** What was seen of late, for rules that look back. */
    RECENT_PAYMENTS("recent-payments", null),
    /** Lists that should be there and are not. */
    LISTS("lists", null),
    ORDERS("orders", "orders of the state hold whatever a pack says: while they are not known nothing moves"),
    RESTRICTIONS("restrictions", "what two people decided against a customer is asked in the entry that moves money"),
    LIMITS("limits", "limits are counted in the entry that moves money: what cannot be counted is not booked"),
    PACKS("packs", "nobody pays by rules that may be over"),
    RATES("rates", "what has no rate has no price");

    private final String code;
    private final @Nullable String never;

    /** @param never why no pack has a say; null where one has */
    Dependency(String code, @Nullable String never) {
        this.code = code;
        this.never = never;
    }

    @Override
    public String code() {
        return code;
    }

    /** Throws {@link UnfitPack} where it is not one of those this pack has a say about, and says why. */
    public static Dependency read(PackNode place, Dependency... ours) {
        var dependency = place.word(values());
        if (dependency.never != null) {
            throw place.fault("has no policy: " + dependency.never);
        }
        if (!List.of(ours).contains(dependency)) {
            throw place.fault("stands in another pack; here may stand "
                    + Arrays.stream(ours).map(Dependency::code).collect(Collectors.joining(", ")));
        }
        return dependency;
    }
}
