/** What a rail can do, and every way it can answer. */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.0 Processors",
        allowedDependencies = {"cards", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.processors;
