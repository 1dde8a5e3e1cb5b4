package gateway.fees;

/** What a customer does that may cost a fee. */
public enum Operation implements Coded {
    CARD_TO_MERCHANT("card-to-merchant"),
    CARD_TO_CARD("card-to-card"),
    TOP_UP("top-up"),
    WALLET_TO_MERCHANT("wallet-to-merchant"),
    WALLET_TO_CARD("wallet-to-card"),
    WALLET_TO_WALLET("wallet-to-wallet"),
    REFUND("refund");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
