/** How alike a party and an entry of a list are, and which entries are worth asking about. */
@org.jspecify.annotations.NullMarked
package gateway.compliance.matching;
