/** Uzum Bank as we call it: Fast Pay, with its own books. How Uzum calls us is in {@code sandbox.operators}. */
@org.jspecify.annotations.NullMarked
package sandbox.uzum;
