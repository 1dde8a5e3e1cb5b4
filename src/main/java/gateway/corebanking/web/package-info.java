/** HTTP of the bank's staff. */
@org.jspecify.annotations.NullMarked
package gateway.corebanking.web;
