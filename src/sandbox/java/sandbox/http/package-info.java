/** What counterparties that speak HTTP share: answering badly on purpose. */
@org.jspecify.annotations.NullMarked
package sandbox.http;
