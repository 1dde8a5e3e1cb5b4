package gateway.fraud.rules;

import gateway.fraud.Attempt;
import gateway.rulebook.Coded;
import java.util.Optional;
import java.util.UUID;

/** Whose recent payments are counted. */
public enum Per implements Coded {
    CUSTOMER("customer"),
    DEVICE("device"),
    CARD("card"),
    PAYEE("payee");

    private final String code;

    Per(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** Empty where the attempt has none. */
    public Optional<UUID> of(Attempt attempt) {
        return switch (this) {
            case CUSTOMER -> Optional.of(attempt.payer().customer().value());
            case DEVICE -> Optional.of(attempt.device().id().value());
            case CARD ->
                Optional.ofNullable(attempt.card()).map(card -> card.id().value());
            case PAYEE -> Optional.of(attempt.payee().id());
        };
    }
}
