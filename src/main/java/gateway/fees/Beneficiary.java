package gateway.fees;

import gateway.rulebook.Coded;

/** Who gets a part of a fee. The treasury gets the VAT and nothing else. */
public enum Beneficiary implements Coded {
    ACQUIRER("acquirer"),
    OPERATOR("operator"),
    BANK("bank"),
    AGENT("agent"),
    TREASURY("treasury");

    private final String code;

    Beneficiary(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
