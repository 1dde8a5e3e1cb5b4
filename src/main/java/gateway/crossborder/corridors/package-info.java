/** Where money can be sent, on which terms: the pack {@code corridors}. */
@org.jspecify.annotations.NullMarked
package gateway.crossborder.corridors;
