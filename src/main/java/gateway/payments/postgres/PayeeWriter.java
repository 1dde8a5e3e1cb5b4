package gateway.payments.postgres;

import static gateway.platform.journal.Columns.column;

import gateway.payments.RememberPayee;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.Refusal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes whom customers have paid, once each. */
@Component
class PayeeWriter implements PartWriter<RememberPayee> {

    // Two nodes that remember the same payee at once meet at the primary key; the journal runs the second batch again.
    private static final String KNOWN = """
            select p.customer, p.payee
              from unnest(?::smallint[], ?::uuid[], ?::uuid[]) as wanted (shard, customer, payee)
             cross join lateral (select k.customer, k.payee
                                   from payments.payee k
                                  where k.shard = wanted.shard
                                    and k.customer = wanted.customer
                                    and k.payee = wanted.payee
                                  limit 1) p
            """;

    private static final List<Read> READS = List.of(new Read("known_payees", "customer uuid, payee uuid", KNOWN));

    private static final String INSERT = """
            insert into payments.payee (shard, customer, payee)
            select * from unnest(?::smallint[], ?::uuid[], ?::uuid[])
            """;

    @Override
    public Class<RememberPayee> kind() {
        return RememberPayee.class;
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT);
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public PayeeBatch open(List<RememberPayee> parts) {
        return new PayeeBatch(parts);
    }

    /** The payees of one batch. */
    static final class PayeeBatch implements Batch<RememberPayee> {

        private final List<RememberPayee> parts;
        private final Set<Pair> known = new HashSet<>();
        private final Set<RememberPayee> fresh = new LinkedHashSet<>();

        private record Pair(UUID customer, UUID payee) {}

        PayeeBatch(List<RememberPayee> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            return List.of(List.of(
                    column(parts, part -> (short) part.customer().shard(), Short[]::new),
                    column(parts, part -> part.customer().value(), UUID[]::new),
                    column(parts, RememberPayee::payee, UUID[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            known.add(new Pair(
                    Objects.requireNonNull(row.get(0, UUID.class)), Objects.requireNonNull(row.get(1, UUID.class))));
        }

        @Override
        public @Nullable Refusal check(RememberPayee part) {
            return null;
        }

        @Override
        public void apply(RememberPayee part) {
            if (!known.contains(new Pair(part.customer().value(), part.payee()))) {
                fresh.add(part);
            }
        }

        @Override
        public List<Rows> rows() {
            var all = List.copyOf(fresh);
            return List.of(new Rows(
                    all.size(),
                    List.of(
                            column(all, part -> (short) part.customer().shard(), Short[]::new),
                            column(all, part -> part.customer().value(), UUID[]::new),
                            column(all, RememberPayee::payee, UUID[]::new))));
        }
    }
}
