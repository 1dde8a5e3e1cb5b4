package gateway.audit.trail;

/** The trail is not what it was: somebody changed it, or the database was set back. */
public final class BrokenTrail extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BrokenTrail(@org.jspecify.annotations.Nullable String how) {
        super(how);
    }
}
