/** Typed, time-ordered identities that know their shard. */
@org.springframework.modulith.NamedInterface("ids")
@org.jspecify.annotations.NullMarked
package gateway.shared.ids;
