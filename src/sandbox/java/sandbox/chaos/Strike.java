package sandbox.chaos;

/** One blow to the bank. */
@FunctionalInterface
public interface Strike {

    /**
     * Hurts, and returns when what was hurt works again; emits a line about it.
     *
     * @param number counted from 0 over the whole campaign
     */
    String at(int number);
}
