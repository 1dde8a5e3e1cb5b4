package gateway.operators.wire;

/**
 * What an operator hears.
 *
 * @param method what was asked, one of the protocol's own few words; for metrics
 * @param code how it was answered, one of the protocol's own few codes; for metrics
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Reply(int status, String contentType, byte[] body, String method, String code) {

    /** For calls of which not even the method is known. */
    public static final String NO_METHOD = "none";

    @Override
    public String toString() {
        return "Reply[" + status + ", " + method + ", " + code + "]";
    }
}
