/** The link to the state antifraud; its protocol is ours until there is a public one. */
@org.jspecify.annotations.NullMarked
package gateway.fraud.state;
