/** What was seen of a customer, device, card or payee of late, from Redis or from PostgreSQL. */
@org.jspecify.annotations.NullMarked
package gateway.fraud.velocity;
