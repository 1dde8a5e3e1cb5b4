package gateway.ledger;

/** What a transfer is for; the code is stored, so it never changes its meaning. */
public enum Purpose {
    PAYMENT(1),
    PAYMENT_LEG(2),
    REVERSAL(3),
    REFUND(4),
    FEE(5),
    ADJUSTMENT(6);

    private final short code;

    Purpose(int code) {
        this.code = (short) code;
    }

    public short code() {
        return code;
    }
}
