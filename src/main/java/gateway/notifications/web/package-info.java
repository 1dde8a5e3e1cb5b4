/** Customers' wishes, Eskiz' reports and the staff's view, over HTTP. */
@org.jspecify.annotations.NullMarked
package gateway.notifications.web;
