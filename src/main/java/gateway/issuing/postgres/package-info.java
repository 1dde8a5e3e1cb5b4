/** Issued cards in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package gateway.issuing.postgres;
