/** Payment operators whose gateway is killed while it takes their payments. */
@org.jspecify.annotations.NullMarked
package sandbox.chaos.operators;
