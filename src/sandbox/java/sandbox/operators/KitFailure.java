package sandbox.operators;

/** The gateway did not answer as the operator wants it. */
public final class KitFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    KitFailure(String what) {
        super(what);
    }

    static void unless(boolean right, String what) {
        if (!right) {
            throw new KitFailure(what);
        }
    }

    static void unlessSame(Object wanted, Object heard, String what) {
        unless(wanted.equals(heard), "%s: wanted %s, heard %s".formatted(what, wanted, heard));
    }
}
