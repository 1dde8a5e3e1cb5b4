/** What partners are told: collected from the outbox, numbered, kept, and forgotten in the end. */
@org.jspecify.annotations.NullMarked
package gateway.webhooks.events;
