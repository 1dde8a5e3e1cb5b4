/** HTTP of payments. */
@org.jspecify.annotations.NullMarked
package gateway.payments.web;
