/** Arrivals and paid-in money in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package gateway.inbound.postgres;
