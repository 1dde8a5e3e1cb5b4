package sandbox.chaos;

/** One way of hurting a whole bank on purpose, and what must hold all the same. */
public interface Campaign {

    /** As it is typed, such as {@code kill-gateway}. */
    String name();

    /** One line for people. */
    String purpose();

    /** How often it hurts the bank when there is time. */
    int trials();

    /** The same when there is little. */
    int quickTrials();

    /**
     * Does it, from starting a bank to stopping it. Throws only when the harness itself cannot go on; what the bank did
     * wrong is in the outcome.
     */
    Outcome run(Setting setting);
}
