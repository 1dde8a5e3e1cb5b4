/** Reading rows, removing them when their time is over, and connections for what must not wait. */
@org.springframework.modulith.NamedInterface("postgres")
@org.jspecify.annotations.NullMarked
package gateway.platform.postgres;
