/**
 * Whether the law lets us deal with somebody: names are screened against lists, movements are watched, and people
 * decide what that means. Owns schema {@code compliance}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.2 Compliance",
        allowedDependencies = {"approvals", "customers", "packs", "rulebook", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.compliance;
