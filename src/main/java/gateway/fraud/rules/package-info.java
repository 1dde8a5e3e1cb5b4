/** The bank's fraud rules: read from a pack, compiled, and asked about one attempt at a time. */
@org.jspecify.annotations.NullMarked
package gateway.fraud.rules;
