/** The fast copy of what PostgreSQL knows. */
@org.springframework.modulith.NamedInterface("redis")
@org.jspecify.annotations.NullMarked
package gateway.platform.redis;
