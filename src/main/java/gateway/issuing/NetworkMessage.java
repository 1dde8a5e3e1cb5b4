package gateway.issuing;

import gateway.cards.Pan;
import gateway.shared.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message of the network about one of our cards, in nobody's protocol.
 *
 * @param key the network's name for the message; the same again is the same message
 * @param fingerprint of what must be the same in a repeat
 * @param transaction the network's name for what the message is about, the same from approval to clearing
 * @param replacement of a reversal in part: what stays approved, minor units
 * @param approvedElsewhere of an advice: whether the network approved in our place
 * @param refund whether money goes to the holder
 * @param pinBlock encrypted; null when no PIN was asked for
 * @param printedCode the three digits that a shop on the net asked for; null when none did
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
public record NetworkMessage(
        Kind kind,
        String key,
        byte[] fingerprint,
        Pan pan,
        String transaction,
        Money amount,
        @Nullable Long replacement,
        boolean approvedElsewhere,
        boolean refund,
        @Nullable String pinBlock,
        @Nullable String printedCode,
        Circumstances circumstances,
        Answering answering) {

    /** What the network tells or asks. */
    public enum Kind {
        AUTHORISATION,
        /** Raises an approved amount. */
        INCREMENT,
        /** The network decided in our place. */
        ADVICE,
        REVERSAL,
        /** The merchant takes, or gives back, the money. */
        CLEARING;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where and how the card was used.
     *
     * @param expiry as the terminal read it; null when it did not
     */
    public record Circumstances(
            Channel channel,
            String category,
            String merchant,
            String country,
            @Nullable YearMonth expiry) {}

    /** Writes our answer in the network's own form. */
    public interface Answering {

        /** @param approval six characters; null where nothing was approved */
        byte[] bytes(Reason reason, @Nullable String approval);
    }

    /** @param restricted whether people of the bank have decided to restrict the holder */
    Purchase purchase(HolderSecrets.Checked checked, boolean restricted, Instant at) {
        var it = circumstances;
        return new Purchase(
                amount,
                0,
                it.channel(),
                it.category(),
                it.merchant(),
                it.country(),
                it.expiry(),
                checked.pin(),
                checked.code(),
                checked.guessed(),
                restricted,
                at);
    }

    /** What its holder reads that it was. */
    String use() {
        return refund && kind == Kind.CLEARING ? "refund" : kind.code();
    }

    /** Whether it asks; everything else tells, and is so whatever we say. */
    boolean asks() {
        return kind == Kind.AUTHORISATION || kind == Kind.INCREMENT;
    }

    @Override
    public String toString() {
        return "NetworkMessage[" + kind + ", " + key + "]";
    }
}
