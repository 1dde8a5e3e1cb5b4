package gateway.customers;

import gateway.shared.ids.CustomerId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a customer says they are, proven or not.
 *
 * @param version grows with each change
 * @param country of nationality, ISO 3166 alpha-2; null where not told
 * @param documents numbers of all documents they have shown
 */
public record Identity(
        CustomerId customer,
        long version,
        String fullName,
        LocalDate born,
        @Nullable String country,
        Pinfl pinfl,
        List<String> documents) {

    public Identity {
        documents = List.copyOf(documents);
    }

    /** Personal data stays out of logs. */
    @Override
    public String toString() {
        return "Identity[%s, version %d]".formatted(customer, version);
    }
}
