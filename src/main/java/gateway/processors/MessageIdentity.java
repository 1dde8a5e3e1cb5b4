package gateway.processors;

/**
 * The name under which a rail knows our message: {@code ext} at UZCARD, {@code paymentRef} at HUMO, STAN, transmission
 * time, RRN and terminal at VISA (joined by colons). Stored before the message is sent; no card data in it.
 */
public record MessageIdentity(String value) {

    @Override
    public String toString() {
        return value;
    }
}
