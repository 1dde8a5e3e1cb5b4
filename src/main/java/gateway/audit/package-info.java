/**
 * The trail of everything that became true: every event of the outbox in one tree of hashes, its head signed and known
 * to witnesses outside, so that no part of the past can be changed unseen. Owns schema {@code audit}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "6 Audit",
        allowedDependencies = {"ledger", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.audit;
