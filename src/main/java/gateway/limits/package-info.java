/** How much and how often, exactly, under any concurrency. Owns schema {@code limits}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.2 Limits",
        allowedDependencies = {"approvals", "customers", "packs", "rulebook", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.limits;
