/** Tells partners what happens to their merchants' payments, signed, at least once. Owns schema {@code webhooks}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "6 Webhooks",
        allowedDependencies = {"approvals", "customers", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.webhooks;
