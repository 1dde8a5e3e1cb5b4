package gateway.audit.note;

/** What was to be a signed note, a checkpoint or a key is none. */
public final class MalformedNote extends RuntimeException {

    private static final long serialVersionUID = 1;

    MalformedNote(String why) {
        super(why);
    }
}
