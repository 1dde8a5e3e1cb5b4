package gateway.fraud;

import gateway.rulebook.Channel;
import gateway.rulebook.Coded;
import gateway.rulebook.Operation;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it is about to begin, with everything that is known about who makes it.
 *
 * @param at in milliseconds, so that every store remembers the same moment
 * @param card the customer's own card that pays; null where a wallet pays
 */
public record Attempt(
        PaymentId payment,
        Instant at,
        Money amount,
        Operation operation,
        Channel channel,
        Payer payer,
        Device device,
        @Nullable Card card,
        Payee payee) {

    /**
     * Who pays.
     *
     * @param since when they became our customer
     * @param account the wallet that pays; null where a card pays
     */
    public record Payer(
            CustomerId customer, Instant since, @Nullable AccountId account) {}

    /**
     * What they pay with, and what it said about itself.
     *
     * @param since when it was first seen with this customer
     * @param fresh whether the bank still counts it as new
     */
    public record Device(
            DeviceId id,
            Instant since,
            boolean fresh,
            boolean callInProgress,
            boolean remoteControl,
            boolean rooted,
            boolean vpn,
            boolean tor) {}

    /** @param country of the issuer, ISO 3166 alpha-2 */
    public record Card(CardId id, String rail, String country, Instant linked) {}

    /**
     * Who is paid.
     *
     * @param id the merchant's, the wallet's owner's or the card's
     * @param first whether this customer pays them for the first time
     * @param country ISO 3166 alpha-2; null when not known
     * @param category the merchant's category code; null when nobody sells
     */
    public record Payee(
            UUID id,
            Kind kind,
            boolean first,
            @Nullable String country,
            @Nullable String category) {

        /** What stands at the other end. */
        public enum Kind implements Coded {
            MERCHANT("merchant"),
            CARD("card"),
            WALLET("wallet"),
            /** Somebody abroad. */
            BENEFICIARY("beneficiary");

            private final String code;

            Kind(String code) {
                this.code = code;
            }

            @Override
            public String code() {
                return code;
            }
        }
    }

    public Attempt {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Everything about it that an order can stop. */
    public List<Subject> subjects() {
        var subjects = new ArrayList<Subject>();
        subjects.add(new Subject(Subject.Kind.CUSTOMER, payer.customer().value()));
        subjects.add(new Subject(Subject.Kind.DEVICE, device.id().value()));
        if (card != null) {
            subjects.add(new Subject(Subject.Kind.CARD, card.id().value()));
        }
        if (payer.account() != null) {
            subjects.add(new Subject(Subject.Kind.ACCOUNT, payer.account().value()));
        }
        return subjects;
    }
}
