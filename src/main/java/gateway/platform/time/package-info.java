/** One time for all nodes. */
@org.springframework.modulith.NamedInterface("time")
@org.jspecify.annotations.NullMarked
package gateway.platform.time;
