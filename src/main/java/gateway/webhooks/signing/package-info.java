/** Signatures of Standard Webhooks 1.0.0, and the keys that they are made with. */
@org.jspecify.annotations.NullMarked
package gateway.webhooks.signing;
