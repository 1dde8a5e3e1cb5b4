/**
 * VISA: ISO 8583-1987 over TCP in BASE I framing. Owns schema {@code visa}.
 *
 * <p>Visa's own manuals are not public: fields and framing follow public implementations, message profiles general
 * practice. Certify with the acquirer before real money moves.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.1 Visa",
        allowedDependencies = {"processors", "cards", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.processors.visa;
