/** Metrics and logs. */
@org.springframework.modulith.NamedInterface("observability")
@org.jspecify.annotations.NullMarked
package gateway.platform.observability;
