/** Tells customers what concerns them, by SMS and push. Owns schema {@code notifications}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "6 Notifications",
        allowedDependencies = {"customers", "sessions", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.notifications;
