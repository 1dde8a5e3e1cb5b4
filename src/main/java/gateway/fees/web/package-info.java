/** HTTP of fees. */
@org.jspecify.annotations.NullMarked
package gateway.fees.web;
