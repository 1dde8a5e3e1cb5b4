/** Files, lines, breaks and runs in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package gateway.reconciliation.postgres;
