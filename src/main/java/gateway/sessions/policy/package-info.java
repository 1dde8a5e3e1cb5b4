/** What the bank has decided about codes, sessions and new devices, as a pack of rules. */
@org.jspecify.annotations.NullMarked
package gateway.sessions.policy;
