/** Campaigns about lines, rails and the moments in between: bad connections, bad answers, halts at every step. */
@org.jspecify.annotations.NullMarked
package sandbox.chaos.faults;
