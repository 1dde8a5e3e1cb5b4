/** Measurements: what costs what, on this machine, now. */
@org.jspecify.annotations.NullMarked
package sandbox.bench;
