/** Double-entry accounts, two-phase transfers, balances. Owns schema {@code ledger}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.1 Ledger",
        allowedDependencies = {"shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.ledger;
