/**
 * Click as a rail: its Merchant API (JSON over HTTP, {@code Auth} with a sha1 digest), by which we ask Click to charge
 * a card that is kept there. Paths, fields and payment states are Click's own documentation; it tells no table of error
 * codes. Tried against the sandbox only. Click that calls us is in {@code operators}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.1 Click",
        allowedDependencies = {"processors", "cards", "shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.processors.click;
