package gateway.fraud;

/**
 * Hears on every node of every order, once it is in force there: whoever keeps sessions ends those of a stopped
 * customer or device. Must return at once; may hear of an order again after a restart.
 */
public interface RestrictionListener {

    void restricted(Restriction restriction);
}
