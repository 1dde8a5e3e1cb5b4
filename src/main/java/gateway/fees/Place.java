package gateway.fees;

import gateway.rulebook.Coded;

/** Where money comes from or goes to: a rail, or an account in our books. */
public enum Place implements Coded {
    UZCARD("uzcard"),
    HUMO("humo"),
    VISA("visa"),
    PAYME("payme"),
    CLICK("click"),
    UZUM("uzum"),
    WALLET("wallet"),
    MERCHANT("merchant"),
    /** A payment operator that calls us: money only comes from there. */
    OPERATOR("operator");

    private final String code;

    Place(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
