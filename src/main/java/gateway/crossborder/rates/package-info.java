/** What currencies cost: who says so, and what is believed. */
@org.jspecify.annotations.NullMarked
package gateway.crossborder.rates;
