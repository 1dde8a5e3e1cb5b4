/**
 * HUMO: PaymentServer (SOAP 1.1, {@code urn:PaymentServer}) for money, JSON middleware for cards. There is no public
 * specification; the protocol is as public implementations speak it, and what we infer ourselves is marked [I].
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.1 Humo",
        allowedDependencies = {"processors", "cards", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.processors.humo;
