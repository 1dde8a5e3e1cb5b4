/** Which processor first, which next, and why. */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.2 Routing",
        allowedDependencies = {"processors", "cards", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.routing;
