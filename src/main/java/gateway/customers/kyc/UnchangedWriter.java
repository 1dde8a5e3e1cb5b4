package gateway.customers.kyc;

import static gateway.platform.journal.Columns.column;

import gateway.customers.RememberedIdentities.Remembered;
import gateway.customers.UnchangedIdentities;
import gateway.customers.UnchangedIdentities.IdentityMoved;
import gateway.platform.journal.LookUpWriter;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks, while a batch is read, whether identities are what they were when something was decided with them. What
 * commits while the batch is being written comes after its payments.
 */
@Component
class UnchangedWriter implements LookUpWriter<UnchangedIdentities> {

    // Only who has changed is told: a row for everybody else costs both sides more than to compare them here.
    private static final String FIND = """
            select u.n
              from unnest(?::smallint[], ?::uuid[], ?::bigint[]) with ordinality u(shard, customer, stamp, n)
              left join lateral (
                   select i.xmin::text::bigint as stamp
                     from customers.identity i
                    where i.shard = u.shard and i.customer = u.customer
                    limit 1) i on true
             where coalesce(i.stamp, %d) <> u.stamp
            """.formatted(Remembered.NOBODY);

    private static final Read READ = new Read("moved_identities", "n bigint", FIND);

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

    /** What one batch remembers of customers, and whose identity is another by now. */
    private static final class Stamps implements LookUp<UnchangedIdentities> {

        private final List<Stamp> asked;
        private final Set<Stamp> moved = new HashSet<>();

        private record Stamp(CustomerId customer, long stamp) {

            static Stamp of(Remembered it) {
                return new Stamp(it.customer(), it.stamp());
            }
        }

        Stamps(List<UnchangedIdentities> parts) {
            this.asked = parts.stream()
                    .flatMap(part -> part.remembered().stream())
                    .map(Stamp::of)
                    .distinct()
                    .toList();
        }

        @Override
        public List<Object> asked() {
            return List.of(
                    column(asked, it -> (short) it.customer().shard(), Short[]::new),
                    column(asked, it -> it.customer().value(), UUID[]::new),
                    column(asked, Stamp::stamp, Long[]::new));
        }

        @Override
        public void found(FoundRow row) {
            int n = Math.toIntExact(Objects.requireNonNull(row.get(0, Long.class))) - 1;
            moved.add(asked.get(n));
        }

        @Override
        public @Nullable Refusal check(UnchangedIdentities part) {
            if (moved.isEmpty()) {
                return null;
            }
            var changed = part.remembered().stream()
                    .filter(it -> moved.contains(Stamp.of(it)))
                    .map(Remembered::customer)
                    .toList();
            return changed.isEmpty() ? null : new IdentityMoved(changed);
        }
    }
}
