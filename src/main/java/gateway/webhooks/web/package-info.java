/** Webhooks over HTTP: for the bank's staff, and for partners who ask what they missed. */
@org.jspecify.annotations.NullMarked
package gateway.webhooks.web;
