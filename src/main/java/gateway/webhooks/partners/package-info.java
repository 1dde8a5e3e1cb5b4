/** Partners, the addresses at which they are told, and the keys with which they call. */
@org.springframework.modulith.NamedInterface("partners")
@org.jspecify.annotations.NullMarked
package gateway.webhooks.partners;
