/** The customer's phone: its key and its proofs. */
@org.jspecify.annotations.NullMarked
package sandbox.mobile;
