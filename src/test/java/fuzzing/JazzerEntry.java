package fuzzing;

/** Where Jazzer comes in: it calls these two methods by their names. */
public final class JazzerEntry {

    /** The system property that names the target. */
    static final String TARGET = "fuzzing.target";

    private static FuzzTarget target;

    private JazzerEntry() {}

    public static void fuzzerInitialize() {
        target = Targets.named(System.getProperty(TARGET));
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        Limits.check(target, input);
    }
}
