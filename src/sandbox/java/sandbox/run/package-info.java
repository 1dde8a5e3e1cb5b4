/** Everything on one machine: the supervisor behind {@code ./gateway run}, also started by benchmarks and chaos. */
@org.jspecify.annotations.NullMarked
package sandbox.run;
