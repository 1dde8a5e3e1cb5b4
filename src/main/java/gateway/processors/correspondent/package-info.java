/**
 * Correspondent banks: money sent abroad in ISO 20022 messages (CBPR+), and what they say about it. Owns schema
 * {@code correspondents}.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "3.1 Correspondent",
        allowedDependencies = {"shared :: *", "platform :: *"})
@org.jspecify.annotations.NullMarked
package gateway.processors.correspondent;
