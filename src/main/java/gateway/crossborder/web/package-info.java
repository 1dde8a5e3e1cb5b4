/** Cross-border over HTTP. */
@org.jspecify.annotations.NullMarked
package gateway.crossborder.web;
