/** The life of a payment, from request to refund. Owns schema {@code payments}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "4 Payments",
        allowedDependencies = {
            "approvals",
            "ledger",
            "customers",
            "sessions",
            "cards",
            "limits",
            "fraud",
            "compliance",
            "fees",
            "rulebook",
            "processors",
            "routing",
            "shared :: *",
            "platform :: *"
        })
@org.jspecify.annotations.NullMarked
package gateway.payments;
