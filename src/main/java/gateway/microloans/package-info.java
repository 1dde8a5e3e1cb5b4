/** What the law caps about small loans to persons, as a pack of rules; there is no product yet. */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.2 Microloans",
        allowedDependencies = {"rulebook", "packs", "shared :: *"})
@org.jspecify.annotations.NullMarked
package gateway.microloans;
