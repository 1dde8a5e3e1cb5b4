/**
 * Money that partners abroad send to our customers: checked, confirmed within a while, exchanged at the rate that was
 * told, and credited to a wallet out of what the partner has paid in before. Owns schema {@code inbound}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "6.1 Inbound",
        allowedDependencies = {
            "approvals",
            "cards",
            "compliance",
            "crossborder",
            "crossborder :: rates",
            "customers",
            "fraud",
            "issuing",
            "ledger",
            "limits",
            "payments",
            "payments :: decisions",
            "reconciliation",
            "rulebook",
            "webhooks",
            "webhooks :: partners",
            "shared :: *",
            "platform :: *"
        })
@org.jspecify.annotations.NullMarked
package gateway.inbound;
