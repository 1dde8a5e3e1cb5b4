/** Click as we call it: the Merchant API, with its own books. How Click calls us is in {@code sandbox.operators}. */
@org.jspecify.annotations.NullMarked
package sandbox.click;
