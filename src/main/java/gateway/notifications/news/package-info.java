/** Makes messages of what the outbox announces. */
@org.jspecify.annotations.NullMarked
package gateway.notifications.news;
