package sandbox.chaos;

/**
 * One payment somebody wants, however often it has to be asked for.
 *
 * @param kind such as {@code uzcard>merchant}
 * @param minor tiyin
 * @param impatient the customer hangs up soon and tries again
 */
public record Order(Customer customer, String key, String kind, long minor, String body, boolean impatient) {

    String amount() {
        return "%d.%02d".formatted(minor / 100, minor % 100);
    }
}
