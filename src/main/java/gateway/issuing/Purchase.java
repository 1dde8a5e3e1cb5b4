package gateway.issuing;

import gateway.shared.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What a message asks a card for, in nobody's protocol.
 *
 * @param amount zero for a question about the card alone
 * @param before what the same purchase was approved for already, minor units; zero for a new one
 * @param category the merchant's, four digits
 * @param merchant acquirer and merchant, as the network names them
 * @param country two letters; {@code ??} when the message does not tell
 * @param expiry as the terminal read it; null when it did not
 * @param guessed whether it tells a code that is wrong, or an expiry that the number never had
 * @param restricted whether people of the bank have decided to restrict its holder
 * @param at when the message came
 */
record Purchase(
        Money amount,
        long before,
        Channel channel,
        String category,
        String merchant,
        String country,
        @Nullable YearMonth expiry,
        Secret pin,
        Secret code,
        boolean guessed,
        boolean restricted,
        Instant at) {

    /** Whether it only raises what was approved before. */
    boolean raises() {
        return before > 0;
    }

    /** Whether nothing but what is written on the card speaks for it. */
    boolean isByDataAlone() {
        return code != Secret.ABSENT
                || guessed
                || switch (channel) {
                    case ECOM, MOTO, UNTOLD -> true;
                    case POS, ATM, CONTACTLESS, QR -> false;
                };
    }

    Purchase raising(long approved) {
        return of(amount, approved);
    }

    Purchase asking(Money other) {
        return of(other, before);
    }

    private Purchase of(Money asked, long approved) {
        return new Purchase(
                asked, approved, channel, category, merchant, country, expiry, pin, code, guessed, restricted, at);
    }

    /** What became of a secret of the holder's. */
    enum Secret {
        /** Nobody asked for it. */
        ABSENT,
        RIGHT,
        WRONG,
        UNREADABLE
    }
}
