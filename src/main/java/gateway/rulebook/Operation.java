package gateway.rulebook;

import java.util.Arrays;

/** What a customer does that a rule can be about. */
public enum Operation implements Coded {
    CARD_TO_MERCHANT("card-to-merchant"),
    CARD_TO_CARD("card-to-card"),
    TOP_UP("top-up"),
    WALLET_TO_MERCHANT("wallet-to-merchant"),
    WALLET_TO_CARD("wallet-to-card"),
    WALLET_TO_WALLET("wallet-to-wallet"),
    REMITTANCE("remittance"),
    REFUND("refund"),
    /** Somebody pays at an operator into a customer's wallet: no device and no session of ours. */
    OPERATOR_TOP_UP("operator-top-up"),
    /** A partner abroad sends to a customer's wallet: no device and no session of ours either. */
    ARRIVAL("arrival");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    /** What a customer does with us, and can be charged or made to wait for. */
    public static Operation[] ofCustomers() {
        return Arrays.stream(values())
                .filter(it -> it != OPERATOR_TOP_UP && it != ARRIVAL)
                .toArray(Operation[]::new);
    }

    /** What somebody can be charged for; money from abroad costs a spread instead. */
    public static Operation[] chargeable() {
        return Arrays.stream(values()).filter(it -> it != ARRIVAL).toArray(Operation[]::new);
    }

    @Override
    public String code() {
        return code;
    }
}
