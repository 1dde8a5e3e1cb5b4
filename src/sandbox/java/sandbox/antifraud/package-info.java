/** The state antifraud: it judges transfers, takes in incidents and orders restrictions. Its protocol is ours. */
@org.jspecify.annotations.NullMarked
package sandbox.antifraud;
