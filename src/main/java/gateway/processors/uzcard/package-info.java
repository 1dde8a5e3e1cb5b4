/** UZCARD: SVGate JSON-RPC 2.0. */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.1 Uzcard",
        allowedDependencies = {"processors", "cards", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.processors.uzcard;
