/**
 * Remittances: money that customers send abroad. Rates, corridors, beneficiaries, quotes, and the two halves of each
 * remittance: an ordinary payment here and a transfer at a correspondent bank. Owns schema {@code crossborder}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "5 Crossborder",
        allowedDependencies = {
            "approvals",
            "compliance",
            "customers",
            "ledger",
            "packs",
            "payments",
            "processors :: correspondent",
            "rulebook",
            "shared :: *",
            "platform :: *"
        })
@org.jspecify.annotations.NullMarked
package gateway.crossborder;
