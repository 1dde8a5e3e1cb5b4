/**
 * Uzum Bank as a rail: Fast Pay (JSON over HTTP, a signed {@code Authorization}), by which we charge an account by the
 * code that its owner's app shows. The payment and its codes are Uzum's own documentation; status and reversal are as
 * public integrations quote it. Tried against the sandbox only. Uzum that calls us is in {@code operators}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.1 Uzum",
        allowedDependencies = {"processors", "cards", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.processors.uzum;
