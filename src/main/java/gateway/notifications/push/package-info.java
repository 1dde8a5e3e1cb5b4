/** Push messages through Firebase Cloud Messaging. */
@org.jspecify.annotations.NullMarked
package gateway.notifications.push;
