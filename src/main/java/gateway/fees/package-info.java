/** What a payment costs, whom, with VAT and revenue shares; prices, and books nothing. */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.2 Fees",
        allowedDependencies = {"packs", "rulebook", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.fees;
