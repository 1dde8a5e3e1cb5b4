/** Leaves checkpoints with witnesses, which accept only what goes on from what they have. */
@org.jspecify.annotations.NullMarked
package gateway.audit.witness;
