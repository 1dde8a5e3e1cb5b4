/** What all operators' protocols share on the wire: who may call, how much, how long, and that answers are theirs. */
@org.jspecify.annotations.NullMarked
package gateway.operators.wire;
