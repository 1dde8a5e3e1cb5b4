package gateway.fraud;

import gateway.rulebook.Coded;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.IssuedCardId;
import java.util.Optional;
import java.util.UUID;

/** Who or what an order stops. */
public record Subject(Kind kind, UUID id) {

    /** What can be stopped. */
    public enum Kind implements Coded {
        CUSTOMER("customer"),
        DEVICE("device"),
        CARD("card"),
        /** One that this bank issued. */
        ISSUED_CARD("issued-card"),
        ACCOUNT("account");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** @param text the id as we write it outside, such as {@code cus_…}; empty when it is not of that kind */
    public static Optional<Subject> parse(Kind kind, String text) {
        var id = switch (kind) {
            case CUSTOMER -> CustomerId.parse(text).map(CustomerId::value);
            case DEVICE -> DeviceId.parse(text).map(DeviceId::value);
            case CARD -> CardId.parse(text).map(CardId::value);
            case ISSUED_CARD -> IssuedCardId.parse(text).map(IssuedCardId::value);
            case ACCOUNT -> AccountId.parse(text).map(AccountId::value);
        };
        return id.map(it -> new Subject(kind, it));
    }

    /** As the outside knows it. */
    public String text() {
        return switch (kind) {
            case CUSTOMER -> new CustomerId(id).toString();
            case DEVICE -> new DeviceId(id).toString();
            case CARD -> new CardId(id).toString();
            case ISSUED_CARD -> new IssuedCardId(id).toString();
            case ACCOUNT -> new AccountId(id).toString();
        };
    }
}
