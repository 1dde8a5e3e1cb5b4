/**
 * Which pack of rules is in force: signed, activated by two people, the same on every node within a second. Owns schema
 * {@code packs}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.1 Packs",
        allowedDependencies = {"rulebook", "approvals", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.packs;
