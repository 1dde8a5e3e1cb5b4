package gateway.operators.click;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** Whatever is sent as Click is a message or nothing, and nothing of it is signed by accident. */
public final class ClickFormFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        ClickReader.read(input).ifPresent(message -> {
            Promises.same(false, ClickSignature.isRight(message.signed(), "nobody-signs-with-this"));
            Promises.same(true, message.amount().minor() >= 0);
        });
    }
}
