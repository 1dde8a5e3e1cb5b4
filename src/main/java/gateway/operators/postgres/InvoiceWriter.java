package gateway.operators.postgres;

import static gateway.platform.journal.Columns.column;

import gateway.operators.Invoice;
import gateway.operators.InvoiceNumber;
import gateway.operators.InvoiceRules;
import gateway.operators.MoveInvoice;
import gateway.operators.MoveInvoice.Action;
import gateway.operators.MoveInvoice.InvoiceNotReady;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moves invoices in batches, each under its lock. */
@Component
class InvoiceWriter implements PartWriter<MoveInvoice> {

    private static final String LOCK = """
            select i.number, i.state, i.holder
              from unnest(?::smallint[], ?::text[]) u(shard, number)
             cross join lateral (
                   select number, state, holder
                     from operators.invoice i
                    where i.shard = u.shard and i.number = u.number
                      for no key update) i
            """;

    private static final List<Read> READS =
            List.of(new Read("moved_invoices", "number text, state text, holder uuid", LOCK));

    private static final String UPDATE = """
            update operators.invoice i
               set state = u.state, holder = u.holder
              from unnest(?::smallint[], ?::text[], ?::text[], ?::uuid[]) u(shard, number, state, holder)
             where i.shard = u.shard and i.number = u.number
            """;

    @Override
    public Class<MoveInvoice> kind() {
        return MoveInvoice.class;
    }

    /** After the transactions that hold them, before accounts. */
    @Override
    public int order() {
        return 70;
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public List<String> writes() {
        return List.of(UPDATE);
    }

    @Override
    public Invoices open(List<MoveInvoice> parts) {
        return new Invoices(parts);
    }

    /** The invoices of one batch. */
    static final class Invoices implements Batch<MoveInvoice> {

        private final List<MoveInvoice> parts;
        private final Map<InvoiceNumber, Standing> standing = new HashMap<>();
        private final Set<InvoiceNumber> moved = new LinkedHashSet<>();

        private record Standing(
                Invoice.State state, @Nullable UUID holder) {}

        Invoices(List<MoveInvoice> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            var numbers = parts.stream()
                    .map(MoveInvoice::number)
                    .distinct()
                    .sorted(Comparator.comparingInt(InvoiceNumber::shard).thenComparing(InvoiceNumber::text))
                    .toList();
            return List.of(List.of(
                    column(numbers, number -> (short) number.shard(), Short[]::new),
                    column(numbers, InvoiceNumber::text, String[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            standing.put(
                    new InvoiceNumber(Objects.requireNonNull(row.get(0, String.class))),
                    new Standing(state(Objects.requireNonNull(row.get(1, String.class))), row.get(2, UUID.class)));
        }

        @Override
        public @Nullable Refusal check(MoveInvoice part) {
            var now = standing.get(part.number());
            if (now == null) {
                return new InvoiceNotReady(null);
            }
            return after(now, part).isPresent() ? null : new InvoiceNotReady(now.state());
        }

        @Override
        public void apply(MoveInvoice part) {
            var now = Objects.requireNonNull(standing.get(part.number()));
            var state = after(now, part).orElseThrow();
            // Whoever paid or gave back stays named; one that was let go belongs to nobody.
            var holder = part.action() == Action.RELEASE ? null : part.by() == null ? now.holder() : part.by();
            standing.put(part.number(), new Standing(state, holder));
            moved.add(part.number());
        }

        private static Optional<Invoice.State> after(Standing now, MoveInvoice part) {
            return InvoiceRules.after(now.state(), now.holder(), part.action(), part.by());
        }

        @Override
        public List<Rows> rows() {
            var all = List.copyOf(moved);
            return List.of(new Rows(
                    all.size(),
                    List.of(
                            column(all, number -> (short) number.shard(), Short[]::new),
                            column(all, InvoiceNumber::text, String[]::new),
                            column(all, number -> name(standingOf(number).state()), String[]::new),
                            column(all, number -> standingOf(number).holder(), UUID[]::new))));
        }

        private Standing standingOf(InvoiceNumber number) {
            return Objects.requireNonNull(standing.get(number));
        }
    }

    static Invoice.State state(String name) {
        return Invoice.State.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static String name(Invoice.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
