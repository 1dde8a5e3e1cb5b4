package gateway.cards;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.util.List;

/** The BIN table's file, which the bank writes: a table, or a complaint. */
public final class BinFileFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var lines = List.of(Promises.text(input).split("\n", -1));
        try {
            BinFile.parse(lines);
        } catch (IllegalArgumentException complaint) {
            Promises.holds(!String.valueOf(complaint.getMessage()).isBlank(), "a complaint says what about");
        }
    }
}
