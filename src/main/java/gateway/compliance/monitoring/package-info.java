/** Whether what a customer moves looks like hiding something: rules over sliding windows of their movements. */
@org.jspecify.annotations.NullMarked
package gateway.compliance.monitoring;
