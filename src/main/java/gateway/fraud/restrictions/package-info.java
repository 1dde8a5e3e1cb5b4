/** Orders of the state that stop customers, devices, cards and accounts for up to three days. */
@org.jspecify.annotations.NullMarked
package gateway.fraud.restrictions;
