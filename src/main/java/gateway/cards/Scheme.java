package gateway.cards;

/** The card network that a card belongs to; its lower-case name is the rail's name everywhere outside. */
public enum Scheme {
    UZCARD("uzcard"),
    HUMO("humo"),
    VISA("visa");

    private final String rail;

    Scheme(String rail) {
        this.rail = rail;
    }

    /** As in accounts, metrics, answers and settings. */
    public String rail() {
        return rail;
    }
}
