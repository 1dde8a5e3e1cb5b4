/** The words every module speaks: money, ids, problems. Plain Java. */
@org.springframework.modulith.ApplicationModule(
        displayName = "0 Shared",
        allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package gateway.shared;
