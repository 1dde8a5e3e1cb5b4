package gateway.processors.correspondent.receiving;

/** What became of a message that a correspondent brought. */
public sealed interface Taken {

    /** Stored, now or before; he may forget it. */
    record Stored(boolean isNew) implements Taken {}

    /** Not stored, and never will be. */
    record Refused(String reason) implements Taken {}

    /** Another message of his is stored under this id: an accident, or somebody else. */
    record Changed(String id) implements Taken {}

    /** It is about a transfer that was sent to another correspondent. */
    record Foreign(String id) implements Taken {}
}
