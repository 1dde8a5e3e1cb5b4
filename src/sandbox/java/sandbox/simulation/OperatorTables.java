package sandbox.simulation;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.Purpose;
import gateway.operators.Invoice;
import gateway.operators.InvoiceNumber;
import gateway.operators.Operator;
import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.platform.journal.PartWriter.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The model of the tables of operators' transactions and of invoices. */
final class OperatorTables {

    final Map<TransactionKey, OperatorTransaction> transactions = new LinkedHashMap<>();
    final Map<InvoiceNumber, InvoiceRow> invoices = new LinkedHashMap<>();
    /** What moved at operators' word, in order. */
    final List<Direct> moved = new ArrayList<>();

    private long number = 100_000;

    /** @param holder the transaction that holds it or has paid it */
    record InvoiceRow(Invoice invoice, @Nullable UUID holder) {}

    long nextNumber() {
        return ++number;
    }

    void open(Invoice invoice) {
        invoices.put(invoice.number(), new InvoiceRow(invoice, null));
    }

    void write(OperatorTransaction it) {
        boolean isNew = transactions.put(it.key(), it) == null;
        if (isNew != (it.version() == 1)) {
            throw new Violation(
                    "unique key", "the same transaction of an operator was made twice, or never stood there");
        }
    }

    void moved(Direct transfer) {
        if (transfer.purpose() == Purpose.TOP_UP || transfer.purpose() == Purpose.TOP_UP_RETURN) {
            moved.add(transfer);
        }
    }

    /** As the product's writer gives them to PostgreSQL. */
    void writeInvoices(List<Rows> rows) {
        var binds = rows.getFirst().binds();
        var numbers = (String[]) binds.get(1);
        for (int n = 0; n < numbers.length; n++) {
            var was = Objects.requireNonNull(invoices.get(new InvoiceNumber(numbers[n])))
                    .invoice();
            var state = Invoice.State.valueOf(((String[]) binds.get(2))[n].toUpperCase(Locale.ROOT));
            var now = new Invoice(
                    was.number(), was.merchant(), was.amount(), was.about(), was.goods(), state, was.openedAt());
            invoices.put(now.number(), new InvoiceRow(now, ((UUID[]) binds.get(3))[n]));
        }
    }

    /** What is found for the transactions that a batch is about. */
    List<Map<String, @Nullable Object>> known(String[] operators, String[] names) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (int n = 0; n < names.length; n++) {
            var it = transactions.get(new TransactionKey(new Operator(operators[n]), names[n]));
            if (it != null) {
                rows.add(Locks.row("operator", operators[n], "their_id", names[n], "version", it.version()));
            }
        }
        return rows;
    }

    /** What is found for the invoices that a batch moves. */
    List<Map<String, @Nullable Object>> invoices(String[] numbers) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var text : numbers) {
            var row = invoices.get(new InvoiceNumber(text));
            if (row != null) {
                var state = row.invoice().state().name().toLowerCase(Locale.ROOT);
                rows.add(Locks.row("number", text, "state", state, "holder", row.holder()));
            }
        }
        return rows;
    }
}
