package gateway.cards;

import java.time.YearMonth;
import reactor.core.publisher.Mono;

/** How a rail confirms that a card belongs to the customer who links it. Each rail brings one. */
public interface CardRegistrar {

    Scheme scheme();

    /** Asks the rail about the card; UZCARD also sends its own code to the holder's phone. */
    Mono<Registration> begin(Pan pan, YearMonth expiry);

    /**
     * Completes a registration that waited for the rail's code.
     *
     * @param reference as in {@link Registration.CodeSent}
     */
    Mono<Registration> confirm(String reference, String code);

    /** How far a registration got. */
    sealed interface Registration {

        /** The rail sent a code to the card holder's phone. */
        record CodeSent(String reference, String maskedPhone) implements Registration {}

        /**
         * The rail vouches for the card.
         *
         * @param railToken null where the rail has none
         * @param holderPhone the phone the rail knows, international digits without plus; null where it does not tell
         */
        record Confirmed(
                @org.jspecify.annotations.Nullable String railToken,
                @org.jspecify.annotations.Nullable String holderPhone)
                implements Registration {

            @Override
            public String toString() {
                return "Confirmed[]";
            }
        }

        /** The rail says no: unknown card, wrong expiry, wrong or expired code, blocked. */
        record Refused(Reason reason, String railCode) implements Registration {}

        /** The rail could not be asked, or did not answer; nothing is decided. */
        record Unavailable(String why) implements Registration {}

        /** Why a rail does not vouch for a card. */
        enum Reason {
            CARD_UNKNOWN,
            EXPIRY_WRONG,
            CARD_BLOCKED,
            CODE_WRONG,
            CODE_EXPIRED,
            NOT_PERMITTED
        }
    }
}
