package gateway.cards;

import gateway.shared.ids.RegistrationId;
import java.time.Instant;

/** How far a customer's wish to link a card got. */
public sealed interface Linking {

    /** The rail is being asked. */
    record Asking() implements Linking {}

    /** The rail sent its code to the holder's phone and waits for it until {@code expiresAt}. */
    record CodeSent(RegistrationId id, String maskedPhone, Instant expiresAt) implements Linking {}

    record Linked(Card card) implements Linking {}

    /**
     * The card will not be linked by this registration.
     *
     * @param railCode the rail's own code, unchanged; empty when the rail did not refuse
     */
    record Refused(LinkRefusal reason, String railCode) implements Linking {}

    /** The code did not come in time. */
    record Lapsed() implements Linking {}
}
