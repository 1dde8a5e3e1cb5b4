/** Reading rows. */
@org.springframework.modulith.NamedInterface("postgres")
@org.jspecify.annotations.NullMarked
package gateway.platform.postgres;
