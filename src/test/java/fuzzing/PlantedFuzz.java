package fuzzing;

import java.util.Objects;

/**
 * The control: a reader of counted bytes that forgets to look whether they are there, behind a header that chance does
 * not write. Fuzzing that follows what the code does finds it; {@code ./gateway fuzz Planted} shows that ours does.
 */
public final class PlantedFuzz implements FuzzTarget {

    private static final int HEADER = 22;
    private static final int FINANCIAL = 0x0200;

    @Override
    public void read(byte[] input) {
        if (input.length < 8 || input[0] != HEADER || input[1] != 1 || input[2] != 2) {
            return;
        }
        int type = (input[3] & 0xFF) << 8 | input[4] & 0xFF;
        if (type != FINANCIAL) {
            return;
        }
        int count = input[5] & 0xFF;
        if (count > 19) {
            return;
        }
        Objects.checkFromIndexSize(6, count, input.length);
    }

    @Override
    public boolean planted() {
        return true;
    }
}
