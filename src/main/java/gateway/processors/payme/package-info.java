/**
 * Payme as a rail: its Subscribe API (JSON-RPC 2.0 over HTTP, {@code X-Auth}), by which we ask Payme to charge a card
 * that is kept there. Methods, states and shapes are Payme's own documentation; the codes are those that public
 * integrations agree on. Tried against the sandbox only. Payme that calls us is in {@code operators}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.1 Payme",
        allowedDependencies = {"processors", "cards", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.processors.payme;
