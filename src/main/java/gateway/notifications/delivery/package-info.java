/** Sends what is due, and finds out what became of it. */
@org.jspecify.annotations.NullMarked
package gateway.notifications.delivery;
