/** Where operators' transactions, invoices, passwords and receipts are kept. */
@org.jspecify.annotations.NullMarked
package gateway.operators.postgres;
