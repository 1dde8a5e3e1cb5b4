/** Reading rows, and removing them when their time is over. */
@org.springframework.modulith.NamedInterface("postgres")
@org.jspecify.annotations.NullMarked
package gateway.platform.postgres;
