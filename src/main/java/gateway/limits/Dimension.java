package gateway.limits;

import gateway.rulebook.Coded;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** By what uses are told apart: each value of a limit's dimensions has a count of its own. */
enum Dimension implements Coded {
    CUSTOMER,
    CARD,
    PAYEE,
    OPERATION,
    RAIL,
    CATEGORY;

    /** Empty where the use has nothing of the kind; the limit does not concern it then. */
    Optional<String> of(Use use) {
        return switch (this) {
            case CUSTOMER -> Optional.of(use.customer().value()).map(UUID::toString);
            case CARD ->
                Optional.ofNullable(use.card()).map(card -> card.value().toString());
            case PAYEE -> Optional.of(use.payee()).map(UUID::toString);
            case OPERATION -> Optional.of(use.operation().name());
            case RAIL -> Optional.ofNullable(use.rail());
            case CATEGORY -> Optional.ofNullable(use.category());
        };
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
