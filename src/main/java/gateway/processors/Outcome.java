package gateway.processors;

/** Every way in which a rail can answer a request to move money. */
public sealed interface Outcome {

    /**
     * The money moved.
     *
     * @param railReference what the rail calls the operation; a reversal or refund needs it
     * @param approvalCode six characters of the issuer (ISO 8583 field 38); null where the rail gives none
     */
    record Approved(
            String railReference,
            @org.jspecify.annotations.Nullable String approvalCode) implements Outcome {}

    /**
     * The money did not move, and will not.
     *
     * @param railCode the rail's own code, unchanged
     */
    record Declined(DeclineReason reason, String railCode) implements Outcome {}

    /**
     * The rail has asked the payer, who has not decided yet. No money moved, and it may still move: whoever gives up
     * waiting has to look for it.
     *
     * @param railReference what the rail calls what it shows the payer
     */
    record Waiting(String railReference) implements Outcome {}

    /** The request never left us: breaker open, queue full, connection refused. It may be tried elsewhere. */
    record NotSent(String why) implements Outcome {}

    /**
     * The request left us and no usable answer came in time. It is never repeated: it is enquired about or reversed.
     */
    record Unknown(String why) implements Outcome {}
}
