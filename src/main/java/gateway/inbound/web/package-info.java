/** What partners abroad call, in the shape of Uzum's cross-border protocol. */
@org.jspecify.annotations.NullMarked
package gateway.inbound.web;
