/** HUMO: PaymentServer SOAP 1.1 and JSON middleware. */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.1 Humo",
        allowedDependencies = {"processors", "cards", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.processors.humo;
