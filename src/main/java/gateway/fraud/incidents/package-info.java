/** Payments that turned out to be fraud, reported until the state has acknowledged them. */
@org.jspecify.annotations.NullMarked
package gateway.fraud.incidents;
