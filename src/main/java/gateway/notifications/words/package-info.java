/** What a message says, in the customer's language. */
@org.jspecify.annotations.NullMarked
package gateway.notifications.words;
