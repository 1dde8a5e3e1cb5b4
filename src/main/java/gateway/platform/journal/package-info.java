/** Group commit for money: many entries, one durable transaction. */
@org.springframework.modulith.NamedInterface("journal")
@org.jspecify.annotations.NullMarked
package gateway.platform.journal;
