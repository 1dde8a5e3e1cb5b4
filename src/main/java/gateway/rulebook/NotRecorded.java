package gateway.rulebook;

/** What another pack would change cannot be told: what it goes by was not recorded when it was decided. */
public final class NotRecorded extends RuntimeException {

    /** @param why a sentence for whoever wants to activate the pack */
    public NotRecorded(String why) {
        // Expected, and told to a person, so the stack trace would only cost time.
        super(why, null, false, false);
    }
}
