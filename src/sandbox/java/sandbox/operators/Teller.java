package sandbox.operators;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sandbox.operators.OperatorWire.Heard;

/** How an operator's own system makes a payment: its calls, and what it believes after each answer. */
public interface Teller {

    /** A call that changes something. */
    enum Step {
        ANNOUNCE,
        PAY,
        UNDO
    }

    /** What an answer means to the operator. */
    enum Meaning {
        /** It is so now. */
        DONE,
        /** It was so before, in the protocol's own words for a call that came twice. */
        BEFORE,
        /** No, and asking again is pointless. */
        REFUSED,
        /** Nobody can tell; it has to be asked again. */
        UNCLEAR
    }

    /** How a payment stands, as the gateway says. */
    enum Stand {
        NOTHING,
        ANNOUNCED,
        PAID,
        UNDONE,
        UNCLEAR
    }

    /**
     * A payment as the operator keeps it.
     *
     * @param account what is paid for, as the payer typed it
     * @param minor in tiyin
     * @param begunAt milliseconds by the operator's clock
     * @param number what the gateway calls it; 0 until the operator was told
     */
    record Slip(String id, String account, long minor, long begunAt, long number) {

        Slip numbered(long told) {
            return new Slip(id, account, minor, begunAt, told);
        }

        public Slip of(long otherAmount) {
            return new Slip(id, account, otherAmount, begunAt, number);
        }

        /** By a top-up code; phones never begin so. */
        boolean isCard() {
            return account.startsWith("0");
        }

        boolean isInvoice() {
            return account.startsWith("INV-");
        }
    }

    /** A call as it goes over the wire: it holds credentials, and is not to be printed. */
    record Message(String path, Map<String, String> headers, String body) {

        public Message with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Message(path, more, body);
        }

        @Override
        public String toString() {
            return "Message[" + path + "]";
        }
    }

    /** Whose account in the books it is; two protocols may share one. */
    String operator();

    /** Whether a payment is announced before it is paid. */
    boolean announces();

    /** A new payment, under an id of the operator's. */
    Slip slip(String account, long minor);

    Message message(Step step, Slip slip);

    /** The same under credentials or a signature that are not the operator's. */
    Message forged(Step step, Slip slip);

    Meaning meaning(Step step, Heard heard);

    /** What is known of the payment after this answer. */
    Slip learned(Slip slip, Heard heard);

    /** Asks how a payment stands; empty where the protocol has no such call. */
    Optional<Message> question(Slip slip);

    Stand stand(Heard heard);

    /** Whether it asks how the payment stands when it heard nothing, before it repeats a call. */
    boolean asksFirst();

    /** Whether the same call, once it was done, is answered with the very same bytes; otherwise with {@code BEFORE}. */
    boolean repeatsItself(Step step);
}
