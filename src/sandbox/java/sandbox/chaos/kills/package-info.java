/** Processes that die or stand still: nodes, PostgreSQL, Redis. */
@org.jspecify.annotations.NullMarked
package sandbox.chaos.kills;
