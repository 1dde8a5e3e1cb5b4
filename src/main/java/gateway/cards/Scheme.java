package gateway.cards;

import java.util.Arrays;
import java.util.Optional;

/**
 * The card network that a card belongs to, or the operator that a customer pays through; its lower-case name is the
 * rail's name everywhere outside.
 */
public enum Scheme {
    UZCARD("uzcard"),
    HUMO("humo"),
    VISA("visa"),
    PAYME("payme"),
    CLICK("click"),
    UZUM("uzum");

    private final String rail;

    Scheme(String rail) {
        this.rail = rail;
    }

    /** As in accounts, metrics, answers and settings. */
    public String rail() {
        return rail;
    }

    /** Whether it is no network but an operator, from whom money only comes. */
    public boolean isOperator() {
        return switch (this) {
            case PAYME, CLICK, UZUM -> true;
            case UZCARD, HUMO, VISA -> false;
        };
    }

    /** @param rail as in {@link #rail} */
    public static Optional<Scheme> of(String rail) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.rail.equals(rail))
                .findFirst();
    }
}
