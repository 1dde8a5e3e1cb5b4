/** What a pack of rules would have done to payments that were already made. */
@org.jspecify.annotations.NullMarked
package gateway.fraud.backtest;
