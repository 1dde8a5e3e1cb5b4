/** Exact amounts. */
@org.springframework.modulith.NamedInterface("money")
@org.jspecify.annotations.NullMarked
package gateway.shared.money;
