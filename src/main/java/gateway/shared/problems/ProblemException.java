package gateway.shared.problems;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a request with a problem the client can act on. Its message goes to the client: no card data, no internals. */
public final class ProblemException extends RuntimeException {

    private final transient ProblemType type;
    private final transient Map<String, Object> members;

    ProblemException(ProblemType type, String detail, Map<String, Object> members) {
        // Expected on the hot path and rendered by type, so the stack trace would only cost time.
        super(detail, null, false, false);
        this.type = type;
        this.members = Collections.unmodifiableMap(members);
    }

    public ProblemType type() {
        return type;
    }

    /**
     * Machine-readable extras of the problem (RFC 9457 section 3.2), such as {@code field} or {@code retryAfter}, in
     * the order in which they were added: a repeat is answered with the same bytes by every node.
     */
    public Map<String, Object> members() {
        return members;
    }

    public ProblemException with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new ProblemException(type, String.valueOf(getMessage()), more);
    }
}
