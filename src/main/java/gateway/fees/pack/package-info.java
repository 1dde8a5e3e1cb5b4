/**
 * Reads tariffs that people write in YAML, whole or not at all; where the text comes from is somebody else's matter.
 */
@org.jspecify.annotations.NullMarked
package gateway.fees.pack;
