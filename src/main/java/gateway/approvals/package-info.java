/** Acts that need two people: one proposes, another decides, and both stay on record. Owns schema {@code approvals}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "2.0 Approvals",
        allowedDependencies = {"shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.approvals;
