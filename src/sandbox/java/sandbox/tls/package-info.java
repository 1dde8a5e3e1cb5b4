/** Certificates of counterparties. */
@org.jspecify.annotations.NullMarked
package sandbox.tls;
