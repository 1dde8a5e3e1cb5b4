package gateway.cards.vault;

/** What is encrypted in a row. The name is part of what the cipher authenticates, so it must never change. */
public enum Field {
    DATA_KEY("data-key"),
    PAN("pan"),
    EXPIRY("expiry"),
    RAIL_TOKEN("rail-token");

    private final String purpose;

    Field(String purpose) {
        this.purpose = purpose;
    }

    String purpose() {
        return purpose;
    }
}
