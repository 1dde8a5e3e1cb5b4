/** Answers that are given again. */
@org.springframework.modulith.NamedInterface("idempotency")
@org.jspecify.annotations.NullMarked
package gateway.platform.idempotency;
