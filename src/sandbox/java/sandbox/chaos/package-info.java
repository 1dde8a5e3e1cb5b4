/** Breaks a whole installation on purpose, under load, and judges it by the rails' own books. */
@org.jspecify.annotations.NullMarked
package sandbox.chaos;
