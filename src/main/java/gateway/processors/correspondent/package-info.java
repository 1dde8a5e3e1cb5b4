/**
 * Correspondent banks: money sent abroad in ISO 20022 messages (CBPR+), and what they say about it. Owns schema
 * {@code correspondents}.
 */
@org.springframework.modulith.NamedInterface("correspondent")
@org.jspecify.annotations.NullMarked
package gateway.processors.correspondent;
