package gateway.sessions;

/** Is told of every revocation once per node, as soon as the node knows. */
@FunctionalInterface
public interface RevocationListener {

    /** Must not block; may be told the same again after a restart. */
    void revoked(Revocation revocation);
}
