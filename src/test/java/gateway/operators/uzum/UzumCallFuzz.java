package gateway.operators.uzum;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.util.List;

/** Whatever is sent as Uzum is a message or says what is wrong with it, at each of its addresses. */
public final class UzumCallFuzz implements FuzzTarget {

    private static final List<String> STEPS = List.of("check", "create", "confirm", "reverse", "status", "other");

    @Override
    public void read(byte[] input) {
        for (var step : STEPS) {
            if (UzumReader.read(step, input, 101_202) instanceof UzumMessage.Create create) {
                Promises.same(true, create.amount().isPositive());
            }
        }
    }
}
