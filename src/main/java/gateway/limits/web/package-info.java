/** HTTP of limits. */
@org.jspecify.annotations.NullMarked
package gateway.limits.web;
