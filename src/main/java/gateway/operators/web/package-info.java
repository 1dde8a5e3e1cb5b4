/** What the bank's staff see and do about operators. */
@org.jspecify.annotations.NullMarked
package gateway.operators.web;
