package gateway.cards;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** The number and the end of a card as a person types them. */
public final class CardNumberFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var text = Promises.text(input);
        Pan.parse(text).ifPresent(pan -> {
            Promises.same(text, pan.reveal());
            Promises.same(text.length(), pan.masked().length());
            Promises.holds(!pan.toString().contains(text), "a card's number never prints itself");
        });
        Expiry.parse(text).ifPresent(expiry -> Promises.same(text, expiry.toString()));
    }
}
