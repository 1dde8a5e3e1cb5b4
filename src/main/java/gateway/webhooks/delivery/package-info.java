/** Events on their way to partners: who may send how much, what comes back, and when it is tried again. */
@org.jspecify.annotations.NullMarked
package gateway.webhooks.delivery;
