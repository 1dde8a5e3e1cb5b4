/** The bank's own work with the gateway. */
@org.springframework.modulith.ApplicationModule(
        displayName = "7 Admin",
        allowedDependencies = {"customers", "ledger", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.admin;
