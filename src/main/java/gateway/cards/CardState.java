package gateway.cards;

import java.util.Arrays;

/**
 * Where a card stands. A number that only received money is a {@code recipient} and stays one.
 *
 * <pre>
 *  linked ◀──▶ frozen
 *    ▲ │         │
 *    │ └──▶ unlinked
 *  (linked again: same id)
 * </pre>
 */
public enum CardState {
    LINKED("linked"),
    FROZEN("frozen"),
    UNLINKED("unlinked"),
    RECIPIENT("recipient");

    private final String code;

    CardState(String code) {
        this.code = code;
    }

    /** The stable name in answers and in the database. */
    public String code() {
        return code;
    }

    /** Throws {@link IllegalArgumentException} for a name that is none. */
    public static CardState of(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No card state: " + code));
    }

    /** What linking a card again makes of it: a freeze outlives it. */
    CardState linkedAgain() {
        return this == FROZEN ? FROZEN : LINKED;
    }
}
