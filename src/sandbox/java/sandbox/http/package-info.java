/** What counterparties that speak HTTP share: being asked, and answering badly on purpose. */
@org.jspecify.annotations.NullMarked
package sandbox.http;
