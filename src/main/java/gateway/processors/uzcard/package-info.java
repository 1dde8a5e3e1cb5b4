/**
 * UZCARD: SVGate JSON-RPC 2.0 over HTTP with Basic authentication. The owner publishes no specification; methods,
 * fields and codes are those that public integrations agree on ({@code RPCErrors.php} for the codes), tried against the
 * sandbox only.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.1 Uzcard",
        allowedDependencies = {"processors", "cards", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.processors.uzcard;
