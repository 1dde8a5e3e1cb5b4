/** The event loops on which everything runs, and who notices when one of them stands still. */
@org.springframework.modulith.NamedInterface("loops")
@org.jspecify.annotations.NullMarked
package gateway.platform.loops;
