/** Whether the law lets us deal with somebody: names are screened against lists. */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.2 Compliance",
        allowedDependencies = {"shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.compliance;
