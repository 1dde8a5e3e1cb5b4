package sandbox.simulation;

/** An invariant that does not hold. */
final class Violation extends RuntimeException {

    private final String invariant;

    Violation(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
