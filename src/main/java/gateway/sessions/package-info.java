/** Devices, one-time passwords, sign-in, tokens, revocation. Owns schema {@code sessions}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.2 Sessions",
        allowedDependencies = {"customers", "ledger", "packs", "rulebook", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.sessions;
