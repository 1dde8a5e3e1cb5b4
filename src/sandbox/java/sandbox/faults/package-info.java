/** How a counterparty misbehaves: by magic amount, or by a seeded plan set over HTTP. */
@org.jspecify.annotations.NullMarked
package sandbox.faults;
