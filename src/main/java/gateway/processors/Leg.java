package gateway.processors;

/**
 * A request to a rail that has its identity.
 *
 * @param railReference what the rail called it in its answer (tranId, paymentID, RRN); null while it has not answered
 */
public record Leg(
        LegRequest request,
        MessageIdentity identity,
        @org.jspecify.annotations.Nullable String railReference) {}
