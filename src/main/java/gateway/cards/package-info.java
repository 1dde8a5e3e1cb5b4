/** The PAN vault, the BIN table, linked cards. Owns schema {@code cards}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.2 Cards",
        allowedDependencies = {"customers", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.cards;
