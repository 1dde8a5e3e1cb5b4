package gateway.rulebook;

/** What a customer does that a rule can be about. */
public enum Operation implements Coded {
    CARD_TO_MERCHANT("card-to-merchant"),
    CARD_TO_CARD("card-to-card"),
    TOP_UP("top-up"),
    WALLET_TO_MERCHANT("wallet-to-merchant"),
    WALLET_TO_CARD("wallet-to-card"),
    WALLET_TO_WALLET("wallet-to-wallet"),
    REMITTANCE("remittance"),
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
