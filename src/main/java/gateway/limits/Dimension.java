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
    CATEGORY,
    DEVICE,
    TIER,
    MERCHANT,
    COUNTRY,
    CHANNEL;

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
            case DEVICE -> Optional.ofNullable(use.under().device()).map(UUID::toString);
            // Nobody is without limits because nobody can tell.
            case TIER ->
                Optional.of(
                        use.under().tier() == null
                                ? "unknown"
                                : String.valueOf(use.under().tier()));
            case MERCHANT ->
                Optional.of(use.payee()).filter(_ -> use.category() != null).map(UUID::toString);
            case COUNTRY -> Optional.ofNullable(use.under().country());
            case CHANNEL -> Optional.of(use.under().channel());
        };
    }

    /** Whether each value belongs to one customer alone. */
    boolean isPersonal() {
        return this == CUSTOMER || this == CARD || this == DEVICE;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
