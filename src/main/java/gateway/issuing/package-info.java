/**
 * Cards that we issue: their life, their controls, and what the network asks about them. Owns schema {@code issuing}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "5 Issuing",
        allowedDependencies = {
            "approvals",
            "cards",
            "compliance",
            "customers",
            "fraud",
            "ledger",
            "limits",
            "payments :: decisions",
            "rulebook",
            "sessions",
            "shared :: *",
            "platform :: *"
        })
@org.jspecify.annotations.NullMarked
package gateway.issuing;
