package sandbox.bench;

/**
 * When compilers have done their work: payments got no cheaper by more than a few per cent in several slices in a row.
 * One such slice says little on a slow machine, where compilers wait for the processors as everybody does.
 */
final class WarmUp {

    static final int CALM = 3;
    private static final double STILL_CHEAPER = 0.97;

    private final int most;
    private double least = Double.POSITIVE_INFINITY;
    private int slices;
    private int calm;

    /** @param most slices after which it is over in any case */
    WarmUp(int most) {
        this.most = most;
    }

    /** @param millis that a payment cost in this slice, of the processor or of time; infinite when nobody paid */
    void heard(double millis) {
        slices++;
        calm = millis > least * STILL_CHEAPER ? calm + 1 : 0;
        least = Math.min(least, millis);
    }

    boolean isWarm() {
        return calm >= CALM;
    }

    boolean isOver() {
        return isWarm() || slices >= most;
    }

    /** For whoever reads the figures that follow. */
    String line() {
        return isWarm()
                ? "warm after %d slices: the last %d brought less than 3 %% each".formatted(slices, CALM)
                : "NOT WARM after %d slices, of at most %d: compilers were still at work".formatted(slices, most);
    }
}
