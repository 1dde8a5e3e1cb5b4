/** What currencies cost: who says so, and what is believed. */
@org.springframework.modulith.NamedInterface("rates")
@org.jspecify.annotations.NullMarked
package gateway.crossborder.rates;
