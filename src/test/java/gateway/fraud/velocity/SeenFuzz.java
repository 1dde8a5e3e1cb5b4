package gateway.fraud.velocity;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.util.Optional;

/**
 * What stands in Redis may be anybody's: a payment that was seen or a mark, written and read again the same; or none.
 */
public final class SeenFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var text = Promises.text(input);
        SeenText.parse(text).ifPresent(seen -> Promises.same(Optional.of(seen), SeenText.parse(SeenText.of(seen))));
        Mark.parse(text).ifPresent(mark -> Promises.same(Optional.of(mark), Mark.parse(mark.text())));
    }
}
