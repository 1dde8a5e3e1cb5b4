/** Proves to others that an event stands in the trail, and to ourselves that the trail is whole. */
@org.jspecify.annotations.NullMarked
package gateway.audit.proof;
