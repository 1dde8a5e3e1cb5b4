package gateway.processors;

/** A breaker wants a throwable for what is a value here; without a stack it costs nothing. */
final class NoAnswer extends Exception {

    NoAnswer() {
        super("no usable answer", null, false, false);
    }
}
