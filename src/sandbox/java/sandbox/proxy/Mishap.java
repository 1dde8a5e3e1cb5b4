package sandbox.proxy;

/** One way in which a connection goes wrong. */
public enum Mishap {
    /** Everything behind this byte comes up to two seconds later. */
    DELAY,
    /** Each of the next bytes' pieces comes a little later than the one before. */
    JITTER,
    /** The next pieces are cut into segments of a few bytes. */
    CUT_UP,
    /** One byte arrives with its top bit turned: no text and no number of a text protocol is still one. */
    FLIPPED_BYTE,
    /** The sender seems to have finished; the other direction still works. */
    HALF_CLOSE,
    /** Both sides hear RST, in the middle of whatever was on its way. */
    RESET,
    /** From here on the connection takes everything and delivers nothing, in both directions, and stays open. */
    BLACK_HOLE,
    /** A new connection is reset before its first byte. */
    REFUSED;

    /** Whether it meets a connection while it is made, and not at one of its bytes. */
    boolean isAtStart() {
        return this == REFUSED;
    }
}
