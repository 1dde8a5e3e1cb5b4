/** Plumbing without payment knowledge: HTTP, event loops, the journal, Redis, resilience, crypto, observability. */
@org.springframework.modulith.ApplicationModule(
        displayName = "1 Platform",
        allowedDependencies = {"shared :: *"})
@org.jspecify.annotations.NullMarked
package gateway.platform;
