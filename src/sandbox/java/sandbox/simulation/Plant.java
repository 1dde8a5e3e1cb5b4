package sandbox.simulation;

/** Bugs planted on purpose; a simulation that does not find each of them proves nothing. */
enum Plant {
    NONE,
    /** The journal says yes although the connection was lost before COMMIT. */
    ACKNOWLEDGED_BEFORE_COMMIT,
    /** A COMMIT that nobody answered counts as done. */
    UNKNOWN_COMMIT_BELIEVED,
    /** Silence of a rail counts as a decline. */
    SILENCE_IS_A_DECLINE,
    /** The rail knows the request by another name than the books. */
    NEW_IDENTITY_WHEN_SENT,
    /** What a client is told is not stored. */
    ANSWERS_NOT_KEPT,
    /** Idempotency keys are not taken. */
    KEYS_NOT_CLAIMED,
    /** Nobody looks whether the payment has moved meanwhile. */
    VERSIONS_NOT_CHECKED,
    /** The payment moves, its transfers do not. */
    TRANSFERS_LEFT_OUT,
    /** A message that the rail has not seen yet will never come. */
    NOT_FOUND_MEANS_NEVER,
    /** A reversal without an answer counts as done. */
    REVERSAL_BELIEVED,
    /** Nobody takes up what a crashed node left. */
    NOBODY_RESOLVES,
    /** Held money stays held. */
    HOLDS_NOT_RELEASED
}
