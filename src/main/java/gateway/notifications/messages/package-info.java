/** Every message with its state, from when it is due until it is forgotten. */
@org.jspecify.annotations.NullMarked
package gateway.notifications.messages;
