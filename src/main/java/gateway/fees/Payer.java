package gateway.fees;

import gateway.rulebook.Coded;

/** Who pays a fee: the sender on top of the amount, the receiver out of it. */
public enum Payer implements Coded {
    SENDER("sender"),
    RECEIVER("receiver");

    private final String code;

    Payer(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
