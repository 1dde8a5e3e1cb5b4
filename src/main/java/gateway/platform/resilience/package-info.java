/** Limits, queues, breakers and deadlines around everything that can be slow. */
@org.springframework.modulith.NamedInterface("resilience")
@org.jspecify.annotations.NullMarked
package gateway.platform.resilience;
