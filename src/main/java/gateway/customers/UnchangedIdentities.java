package gateway.customers;

import gateway.customers.RememberedIdentities.Remembered;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import java.util.List;

/** What was decided with these identities holds only if they are still the same. */
public record UnchangedIdentities(List<Remembered> remembered) implements Part {

    public UnchangedIdentities {
        remembered = List.copyOf(remembered);
    }

    /** These have changed since; nothing was done. */
    public record IdentityMoved(List<CustomerId> customers) implements Refusal {

        public IdentityMoved {
            customers = List.copyOf(customers);
        }
    }
}
