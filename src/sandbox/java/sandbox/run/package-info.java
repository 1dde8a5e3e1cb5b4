/** Everything on one machine: the supervisor behind {@code ./gateway run}, also started by benchmarks and drills. */
@org.jspecify.annotations.NullMarked
package sandbox.run;
