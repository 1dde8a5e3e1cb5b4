package gateway.cards.postgres;

import static gateway.cards.postgres.CardStore.required;

import gateway.cards.Card;
import gateway.cards.CardState;
import gateway.cards.LinkRefusal;
import gateway.cards.Linking;
import gateway.shared.ids.CardId;
import gateway.shared.ids.RegistrationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;

/** Reads what a registration's row says without touching its card data. */
final class RegistrationRow {

    private RegistrationRow() {}

    /** What the first request was answered: once the rail sent a code, that, whatever happened since. */
    static Linking begun(Readable row) {
        var phone = row.get("masked_phone", String.class);
        return phone == null ? reached(row) : new Linking.CodeSent(id(row), phone, expiresAt(row));
    }

    /** How far it is now. */
    static Linking reached(Readable row) {
        var state = required(row, "state", String.class);
        return switch (state) {
            case "asking" -> new Linking.Asking();
            case "code_sent" ->
                new Linking.CodeSent(id(row), required(row, "masked_phone", String.class), expiresAt(row));
            case "linked" -> new Linking.Linked(card(row));
            case "refused" ->
                new Linking.Refused(
                        LinkRefusal.of(required(row, "reason", String.class)),
                        required(row, "rail_code", String.class));
            case "lapsed" -> new Linking.Lapsed();
            default -> throw new IllegalStateException("No registration state: " + state);
        };
    }

    static RegistrationId id(Readable row) {
        return new RegistrationId(required(row, "id", UUID.class));
    }

    private static Instant expiresAt(Readable row) {
        return required(row, "expires_at", Instant.class);
    }

    private static Card card(Readable row) {
        return new Card(
                new CardId(required(row, "card", UUID.class)),
                CardStore.scheme(row),
                required(row, "masked", String.class),
                row.get("bank", String.class),
                CardState.of(required(row, "card_state", String.class)),
                required(row, "decided_at", Instant.class));
    }
}
