package gateway.operators.postgres;

import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.WriteTransaction;
import gateway.operators.WriteTransaction.TransactionMoved;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import gateway.platform.journal.VersionedRows;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes operators' transactions in batches. One that two nodes make known at once meets the primary key, and the later
 * batch runs again and finds it.
 */
@Component
class TransactionWriter implements PartWriter<WriteTransaction> {

    // lateral: whatever the planner believes about an empty table, it looks up key by key.
    private static final String LOCK = """
            select t.operator, t.their_id, t.version
              from unnest(?::smallint[], ?::text[], ?::text[]) u(shard, operator, their_id)
             cross join lateral (
                   select operator, their_id, version
                     from operators.transaction t
                    where t.shard = u.shard and t.operator = u.operator and t.their_id = u.their_id
                      for no key update) t
            """;

    private static final List<Read> READS =
            List.of(new Read("operator_transactions", "operator text, their_id text, version integer", LOCK));

    @Override
    public Class<WriteTransaction> kind() {
        return WriteTransaction.class;
    }

    /** Before invoices and accounts: whoever holds those waits for no transaction. */
    @Override
    public int order() {
        return 60;
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public List<String> writes() {
        return TransactionRows.WRITES;
    }

    @Override
    public Transactions open(List<WriteTransaction> parts) {
        return new Transactions(parts);
    }

    /** A name that compares by value, also across operators. */
    private record Name(String operator, String theirId) {

        static Name of(TransactionKey key) {
            return new Name(key.operator().name(), key.theirId());
        }
    }

    /** The transactions of one batch. */
    static final class Transactions implements Batch<WriteTransaction> {

        private static final Comparator<TransactionKey> IN_ORDER = Comparator.comparingInt(TransactionKey::shard)
                .thenComparing(key -> key.operator().name())
                .thenComparing(TransactionKey::theirId);

        private final List<WriteTransaction> parts;
        private final VersionedRows<Name, OperatorTransaction> moved = new VersionedRows<>();

        Transactions(List<WriteTransaction> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            return List.of(TransactionRows.keys(parts.stream()
                    .map(part -> part.transaction().key())
                    .distinct()
                    .sorted(IN_ORDER)
                    .toList()));
        }

        @Override
        public void found(int read, FoundRow row) {
            moved.found(
                    new Name(
                            Objects.requireNonNull(row.get(0, String.class)),
                            Objects.requireNonNull(row.get(1, String.class))),
                    Objects.requireNonNull(row.get(2, Integer.class)));
        }

        @Override
        public @Nullable Refusal check(WriteTransaction part) {
            var next = part.transaction();
            return moved.follows(Name.of(next.key()), next.version()) ? null : new TransactionMoved();
        }

        @Override
        public void apply(WriteTransaction part) {
            var next = part.transaction();
            moved.apply(Name.of(next.key()), next.version(), next);
        }

        @Override
        public List<Rows> rows() {
            return TransactionRows.of(moved.inserted(), moved.updated());
        }
    }
}
