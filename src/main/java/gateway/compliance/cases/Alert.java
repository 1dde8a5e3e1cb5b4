package gateway.compliance.cases;

import gateway.shared.ids.CustomerId;
import org.jspecify.annotations.Nullable;

/**
 * Something about a customer that a person has to look at.
 *
 * @param key once raised, the same customer and key are not raised again while nothing about it has changed
 * @param match set where a list is the reason
 * @param body the evidence, as JSON
 */
public record Alert(
        CustomerId customer,
        Source source,
        String key,
        @Nullable Matched match,
        String body) {

    /** What raises alerts. */
    public enum Source {
        SCREENING("screening"),
        MONITORING("monitoring");

        private final String code;

        Source(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /**
     * A customer who is like an entry, as both were.
     *
     * @param party fingerprint of the customer
     * @param fingerprint of the entry
     */
    public record Matched(String list, String entry, byte[] party, byte[] fingerprint) {}

    /** What is said about customers stays out of logs. */
    @Override
    public String toString() {
        return "Alert[%s, %s]".formatted(customer, source);
    }
}
