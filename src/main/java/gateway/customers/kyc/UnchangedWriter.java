package gateway.customers.kyc;

import static gateway.platform.journal.Columns.column;

import gateway.customers.RememberedIdentities.Remembered;
import gateway.customers.UnchangedIdentities;
import gateway.customers.UnchangedIdentities.IdentityMoved;
import gateway.platform.journal.LookUpWriter;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks, while a batch is read, whether identities are what they were when something was decided with them. What
 * commits while the batch is being written comes after its payments.
 */
@Component
class UnchangedWriter implements LookUpWriter<UnchangedIdentities> {

    private static final String FIND = """
            select u.n, i.stamp
              from unnest(?::smallint[], ?::uuid[]) with ordinality u(shard, customer, n)
             cross join lateral (
                   select i.xmin::text::bigint as stamp
                     from customers.identity i
                    where i.shard = u.shard and i.customer = u.customer
                    limit 1) i
            """;

    private static final Read READ = new Read("unchanged_identities", "n bigint, stamp bigint", FIND);

    UnchangedWriter() {}

    @Override
    public Class<UnchangedIdentities> kind() {
        return UnchangedIdentities.class;
    }

    /** Locks nothing. */
    @Override
    public int order() {
        return 3_300;
    }

    @Override
    public Read read() {
        return READ;
    }

    @Override
    public LookUp<UnchangedIdentities> open(List<UnchangedIdentities> parts) {
        return new Stamps(parts);
    }

    /** The stamps that one batch found. */
    private static final class Stamps implements LookUp<UnchangedIdentities> {

        private final List<CustomerId> customers;
        private final Map<CustomerId, Long> stamps = new HashMap<>();

        Stamps(List<UnchangedIdentities> parts) {
            this.customers = parts.stream()
                    .flatMap(part -> part.remembered().stream())
                    .map(Remembered::customer)
                    .distinct()
                    .sorted(Comparator.comparing(CustomerId::value))
                    .toList();
        }

        @Override
        public List<Object> asked() {
            return List.of(
                    column(customers, it -> (short) it.shard(), Short[]::new),
                    column(customers, CustomerId::value, UUID[]::new));
        }

        @Override
        public void found(FoundRow row) {
            int n = Math.toIntExact(Objects.requireNonNull(row.get(0, Long.class))) - 1;
            stamps.put(customers.get(n), Objects.requireNonNull(row.get(1, Long.class)));
        }

        @Override
        public @Nullable Refusal check(UnchangedIdentities part) {
            var moved = part.remembered().stream()
                    .filter(it -> stamps.getOrDefault(it.customer(), Remembered.NOBODY) != it.stamp())
                    .map(Remembered::customer)
                    .toList();
            return moved.isEmpty() ? null : new IdentityMoved(moved);
        }
    }
}
