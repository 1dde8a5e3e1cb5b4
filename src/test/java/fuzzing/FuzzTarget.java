package fuzzing;

/**
 * Feeds bytes from outside to one parser and throws when it breaks its word: another exception than the documented one,
 * an answer that is not the same when it is written and read again. Every public class of a name ending in {@code Fuzz}
 * that implements it is a target; bytes worth keeping lie in {@code src/test/resources/fuzz/<name>}.
 */
public interface FuzzTarget {

    void read(byte[] input) throws Exception;

    /** A harness nobody has seen fail proves nothing: true for a parser with a bug on purpose. */
    default boolean planted() {
        return false;
    }
}
