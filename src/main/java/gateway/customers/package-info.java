/** Persons who pay, what they prove about themselves, and merchants who are paid. Owns schema {@code customers}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.1 Customers",
        allowedDependencies = {"approvals", "rulebook", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.customers;
