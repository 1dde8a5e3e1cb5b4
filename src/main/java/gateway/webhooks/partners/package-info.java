/** Partners, the addresses at which they are told, and the keys with which they call. */
@org.jspecify.annotations.NullMarked
package gateway.webhooks.partners;
