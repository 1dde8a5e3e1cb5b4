/** Where a webhook may go: never inside, whatever a name resolves to. */
@org.jspecify.annotations.NullMarked
package gateway.webhooks.reach;
