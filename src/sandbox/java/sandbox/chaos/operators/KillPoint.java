package sandbox.chaos.operators;

/** How far a call has come when the gateway is killed under it. */
enum KillPoint {
    /** Read, checked, decided; nothing is written. */
    BEFORE_COMMIT("before commit"),
    /** It is so, and nobody was told. */
    AFTER_COMMIT("after commit"),
    /** The answer is made and not one byte of it is out. */
    BEFORE_ANSWER("before answer"),
    /** The answer is out; the call has not ended. */
    AFTER_ANSWER("after answer");

    private final String words;

    KillPoint(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
