package gateway.operators.wire;

import org.jspecify.annotations.Nullable;

/**
 * A call as it came. Body and header are the operator's secrets and its customers' data: never to be logged.
 *
 * @param step what follows the protocol's own path, such as {@code confirm}; empty when nothing does
 * @param authorization the only such header; null without one or with several
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Call(String step, @Nullable String authorization, byte[] body) {

    @Override
    public String toString() {
        return "Call[" + step + ", " + body.length + " bytes]";
    }
}
