/** VISA's side of the wire: a host that speaks BASE I over TCP and keeps books. */
@org.jspecify.annotations.NullMarked
package sandbox.visa;
