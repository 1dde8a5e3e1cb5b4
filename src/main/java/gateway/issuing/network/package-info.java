/** The network's messages about our cards: ISO 8583 over TCP, read and answered. */
@org.jspecify.annotations.NullMarked
package gateway.issuing.network;
