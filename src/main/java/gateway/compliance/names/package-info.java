/** Names as they are written in Uzbek, Russian and English, brought to how they sound. Plain Java. */
@org.jspecify.annotations.NullMarked
package gateway.compliance.names;
