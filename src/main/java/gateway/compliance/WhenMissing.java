package gateway.compliance;

/** What becomes of payments while a list is missing that was in force once. */
enum WhenMissing {
    /** No money moves. */
    REFUSE,
    /** People of the bank look at each. */
    REVIEW
}
