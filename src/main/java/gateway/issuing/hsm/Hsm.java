package gateway.issuing.hsm;

import gateway.cards.Pan;
import java.time.YearMonth;
import reactor.core.publisher.Mono;

/** A hardware security module: whoever asks it learns whether a PIN or a code is right, and never a key. */
public interface Hsm {

    /**
     * The security code of a card, made anew each time and stored nowhere.
     *
     * @param service the service code; {@link #PRINTED} for the code that shops on the net ask for
     */
    Mono<String> code(Pan pan, YearMonth expiry, String service);

    /** The service code of the printed code (CVV2). */
    String PRINTED = "000";

    /** What a PIN is later checked against; it does not tell the PIN. Errors never. */
    Mono<String> pinValue(Pan pan, String pin);

    /**
     * Checks the PIN that a terminal took.
     *
     * @param block ISO 9564 format 0, encrypted for us, 16 hex digits
     * @param value of {@link #pinValue}
     */
    Mono<PinCheck> check(Pan pan, String block, String value);

    /** What became of a PIN. */
    enum PinCheck {
        RIGHT,
        WRONG,
        /** Not encrypted for us, or no PIN block of this card. */
        UNREADABLE
    }
}
