/** Operators that the gateway calls, while it is killed and they answer badly. */
@org.jspecify.annotations.NullMarked
package sandbox.chaos.services;
