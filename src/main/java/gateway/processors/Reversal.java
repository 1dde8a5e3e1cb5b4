package gateway.processors;

/** Every way in which a rail can answer a request to undo. */
public sealed interface Reversal {

    /** The money is back, or never moved and never will: the rail's receipt says so. */
    record Reversed(String railCode) implements Reversal {}

    /** The rail refuses to undo; a person must look. */
    record Refused(String railCode) implements Reversal {}

    /** Not answered, or not sent: try again. */
    record Unclear(String why) implements Reversal {}
}
