/** SVGate, the gate to UZCARD, with its own books. */
@org.jspecify.annotations.NullMarked
package sandbox.uzcard;
