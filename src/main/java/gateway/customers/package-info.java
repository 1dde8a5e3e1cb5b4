/** Persons who pay and merchants who are paid. Owns schema {@code customers}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.1 Customers",
        allowedDependencies = {"shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.customers;
