package sandbox.simulation;

/** Bugs planted in what the simulation replaces by a model; those of the product itself are {@link PlantedBug}s. */
enum Plant {
    NONE,
    /** The journal says yes although the connection was lost before COMMIT. */
    ACKNOWLEDGED_BEFORE_COMMIT,
    /** A COMMIT that nobody answered counts as done. */
    UNKNOWN_COMMIT_BELIEVED,
    /** The rail knows the request by another name than the books. */
    NEW_IDENTITY_WHEN_SENT,
    /** What a client is told is not stored. */
    ANSWERS_NOT_KEPT,
    /** Idempotency keys are not taken. */
    KEYS_NOT_CLAIMED,
    /** The payment moves, its transfers do not. */
    TRANSFERS_LEFT_OUT,
    /** Nobody takes up what a crashed node left. */
    NOBODY_RESOLVES
}
