/** A core banking system, in the protocol that is ours. */
@org.jspecify.annotations.NullMarked
package sandbox.abs;
