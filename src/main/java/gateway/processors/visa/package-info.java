/** VISA: ISO 8583-1987 over TCP in BASE I framing. */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.1 Visa",
        allowedDependencies = {"processors", "cards", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.processors.visa;
