package gateway.compliance.cases;

import static gateway.platform.journal.Columns.column;

import gateway.compliance.UnrestrictedCustomers;
import gateway.compliance.UnrestrictedCustomers.CustomerRestricted;
import gateway.platform.journal.LookUpWriter;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks, while a batch is read, whether its customers are restricted. A decision that was committed before that is
 * honoured; one that commits while the batch is being written comes after its payments.
 */
@Component
public class UnrestrictedCustomersWriter implements LookUpWriter<UnrestrictedCustomers> {

    private static final String FIND = """
            select r.customer
              from unnest(?::smallint[], ?::uuid[]) u(shard, customer)
             cross join lateral (
                   select customer
                     from compliance.restricted it
                    where it.shard = u.shard and it.customer = u.customer
                    limit 1) r
            """;

    private static final Read READ = new Read("restricted_customers", "customer uuid", FIND);

    public UnrestrictedCustomersWriter() {}

    @Override
    public Class<UnrestrictedCustomers> kind() {
        return UnrestrictedCustomers.class;
    }

    /** Locks nothing. */
    @Override
    public int order() {
        return 3_500;
    }

    @Override
    public Read read() {
        return READ;
    }

    @Override
    public LookUp<UnrestrictedCustomers> open(List<UnrestrictedCustomers> parts) {
        return new Restricted(parts);
    }

    /** Who of one batch's customers is restricted. */
    private static final class Restricted implements LookUp<UnrestrictedCustomers> {

        private final List<CustomerId> asked;
        private final Set<CustomerId> found = new HashSet<>();

        Restricted(List<UnrestrictedCustomers> parts) {
            this.asked = parts.stream()
                    .flatMap(part -> part.customers().stream())
                    .distinct()
                    .sorted(Comparator.comparing(CustomerId::value))
                    .toList();
        }

        @Override
        public List<Object> asked() {
            return List.of(
                    column(asked, it -> (short) it.shard(), Short[]::new),
                    column(asked, CustomerId::value, UUID[]::new));
        }

        @Override
        public void found(FoundRow row) {
            found.add(new CustomerId(Objects.requireNonNull(row.get(0, UUID.class))));
        }

        @Override
        public @Nullable Refusal check(UnrestrictedCustomers part) {
            return found.isEmpty()
                    ? null
                    : part.customers().stream()
                            .filter(found::contains)
                            .findFirst()
                            .map(CustomerRestricted::new)
                            .orElse(null);
        }
    }
}
