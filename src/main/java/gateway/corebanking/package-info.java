/** Tells the core banking system every movement of money, reads its statements, and proves that all books agree. */
@org.springframework.modulith.ApplicationModule(
        displayName = "6 Corebanking",
        allowedDependencies = {"approvals", "ledger", "packs", "payments", "rulebook", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.corebanking;
