package gateway.operators.wire;

/** What can be wrong before a call is understood, or on our side. */
public enum Fault {
    FOREIGN_SOURCE,
    NOT_POST,
    TOO_LARGE,
    NO_SUCH_PATH,
    /** Not now: the books are out of reach, or it took too long. A repeat is safe. */
    UNAVAILABLE,
    /** Something that nobody foresaw. */
    BROKEN
}
