/** Follows the outbox, keeps the hash of every event, and signs the head of the tree. */
@org.jspecify.annotations.NullMarked
package gateway.audit.trail;
