/** Work that repeats by itself, on every node. */
@org.springframework.modulith.NamedInterface("background")
@org.jspecify.annotations.NullMarked
package gateway.platform.background;
