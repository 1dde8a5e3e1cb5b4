/** What exchanging currencies has brought in a time: earned by spreads, and by what rates did to open positions. */
@org.jspecify.annotations.NullMarked
package gateway.crossborder.results;
