/** What a counterparty remembers: its own durable record, which survives the gateway's crash and its own. */
@org.jspecify.annotations.NullMarked
package sandbox.books;
