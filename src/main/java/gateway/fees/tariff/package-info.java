/** What a tariff says: schedules, fees, charges; it can only be built right. */
@org.jspecify.annotations.NullMarked
package gateway.fees.tariff;
