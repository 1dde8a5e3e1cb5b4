package gateway.ledger;

/** What a transfer is for; the code is stored, so it never changes its meaning. */
public enum Purpose {
    PAYMENT(1),
    PAYMENT_LEG(2),
    REVERSAL(3),
    REFUND(4),
    FEE(5),
    ADJUSTMENT(6),
    FEE_RETURN(7),
    /** Paid at an operator, to a wallet or to a merchant. */
    TOP_UP(8),
    TOP_UP_RETURN(9),
    /** Sent abroad: what a correspondent took for it. */
    REMITTANCE(10),
    REMITTANCE_FEE(11),
    REMITTANCE_FEE_RETURN(12),
    /** One currency for another, of which each half is a transfer. */
    EXCHANGE(13),
    EXCHANGE_RETURN(14),
    /** Money of the bank's own that was sent to a correspondent. */
    FUNDING(20),
    /** Sent from abroad by a partner, to a wallet. */
    ARRIVAL(41),
    /** Paid in by a partner, for what it will send. */
    PARTNER_FUNDS(42);

    private final short code;

    Purpose(int code) {
        this.code = (short) code;
    }

    public short code() {
        return code;
    }

    /** For codes that came from our own books. */
    public static Purpose of(long code) {
        return switch ((int) code) {
            case 1 -> PAYMENT;
            case 2 -> PAYMENT_LEG;
            case 3 -> REVERSAL;
            case 4 -> REFUND;
            case 5 -> FEE;
            case 6 -> ADJUSTMENT;
            case 7 -> FEE_RETURN;
            case 8 -> TOP_UP;
            case 9 -> TOP_UP_RETURN;
            case 10 -> REMITTANCE;
            case 11 -> REMITTANCE_FEE;
            case 12 -> REMITTANCE_FEE_RETURN;
            case 13 -> EXCHANGE;
            case 14 -> EXCHANGE_RETURN;
            case 20 -> FUNDING;
            case 41 -> ARRIVAL;
            case 42 -> PARTNER_FUNDS;
            default -> throw new IllegalArgumentException("No such purpose: " + code);
        };
    }
}
