/** Issued cards over HTTP, for holders and for the bank's staff. */
@org.jspecify.annotations.NullMarked
package gateway.issuing.web;
