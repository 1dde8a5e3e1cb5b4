/** A stand-in for the state's registry of persons; the protocol is ours, because the registry's own is not public. */
@org.jspecify.annotations.NullMarked
package sandbox.identity;
