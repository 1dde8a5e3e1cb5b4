/**
 * Payment operators that call us: people pay in their apps and terminals, and we credit a wallet, a card or a merchant.
 * One folder per operator, with the same file names. Owns schema {@code operators}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "5 Operators",
        allowedDependencies = {
            "payments",
            "payments :: decisions",
            "cards",
            "ledger",
            "customers",
            "limits",
            "fees",
            "fraud",
            "compliance",
            "rulebook",
            "shared :: *",
            "platform :: *"
        })
@org.jspecify.annotations.NullMarked
package gateway.operators;
