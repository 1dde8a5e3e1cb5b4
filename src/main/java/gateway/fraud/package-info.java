/**
 * Local rules and the state antifraud link: whether somebody else may be behind a payment. Owns schema {@code fraud}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.2 Fraud",
        allowedDependencies = {"packs", "rulebook", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.fraud;
