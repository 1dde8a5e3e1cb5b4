/** A whole bank in one thread and in virtual time: the product's own code between models that fail by a seed. */
@org.jspecify.annotations.NullMarked
package sandbox.simulation;
