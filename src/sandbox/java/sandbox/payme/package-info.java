/** Payme as we call it: the Subscribe API, with its own books. How Payme calls us is in {@code sandbox.operators}. */
@org.jspecify.annotations.NullMarked
package sandbox.payme;
