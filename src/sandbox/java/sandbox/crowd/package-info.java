/** Many customers at once, cheap to ask, because they share the machine with what is measured. */
@org.jspecify.annotations.NullMarked
package sandbox.crowd;
