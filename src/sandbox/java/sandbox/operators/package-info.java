/** The conformance kit: plays each payment operator's acceptance scenarios, and its faults, against a gateway. */
@org.jspecify.annotations.NullMarked
package sandbox.operators;
