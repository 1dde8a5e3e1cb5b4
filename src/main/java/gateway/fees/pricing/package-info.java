/** From a tariff and a payment to a price; pure arithmetic. */
@org.jspecify.annotations.NullMarked
package gateway.fees.pricing;
