/**
 * Three-way reconciliation: our ledger, a counterparty's file and the bank's statement, movement by movement; what they
 * disagree about is a break, which two people repair. Owns schema {@code reconciliation}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "6 Reconciliation",
        allowedDependencies = {
            "approvals",
            "crossborder",
            "ledger",
            "operators",
            "payments",
            "processors :: correspondent",
            "rulebook",
            "shared :: *",
            "platform :: *"
        })
@org.jspecify.annotations.NullMarked
package gateway.reconciliation;
