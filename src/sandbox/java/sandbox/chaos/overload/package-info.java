/** More than the bank can do, and parts of it that do nothing: what must go on all the same. */
@org.jspecify.annotations.NullMarked
package sandbox.chaos.overload;
