/** Payments in PostgreSQL: rows, statements, the part writers of the journal. */
@org.jspecify.annotations.NullMarked
package gateway.payments.postgres;
