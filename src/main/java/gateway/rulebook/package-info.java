/** Law and bank policy as data: what a rule can be about, where it comes from, and how packs of rules are read. */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.0 Rulebook",
        allowedDependencies = {"shared :: *"})
@org.jspecify.annotations.NullMarked
package gateway.rulebook;
