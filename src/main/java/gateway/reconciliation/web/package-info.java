/** Reconciliation over HTTP, for the bank's staff. */
@org.jspecify.annotations.NullMarked
package gateway.reconciliation.web;
