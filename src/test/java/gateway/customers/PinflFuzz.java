package gateway.customers;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A personal number: exactly the digits that were written, of somebody who was born, or none. */
public final class PinflFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var text = Promises.text(input);
        Pinfl.parse(text).ifPresent(pinfl -> {
            Promises.same(text, pinfl.digits());
            Promises.holds(pinfl.born().getYear() >= 1800 && pinfl.born().getYear() < 2100, "a century that it names");
            Promises.holds(!pinfl.toString().contains(text), "a personal number is not printed");
        });
    }
}
