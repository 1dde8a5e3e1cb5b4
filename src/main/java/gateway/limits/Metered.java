package gateway.limits;

import gateway.limits.Meter.Reading;
import gateway.shared.ids.CustomerId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a payment adds to a meter.
 *
 * @param charged minor units
 * @param volume minor units
 * @param returns whether a refund of the whole payment gives it back
 * @param holds pure: whether the payment is still what it was made to be, after what was counted before it
 */
public record Metered(Meter meter, long charged, long volume, boolean returns, Predicate<Reading> holds) {

    private static final List<String> COUNTS = List.of(":charged", ":count", ":volume");
    static final int RETURNS = 1;

    /** The three counts that stand for it, in the order of a reading. */
    List<Taken> taken(CustomerId customer) {
        var units = List.of(charged, 1L, volume);
        return IntStream.range(0, COUNTS.size())
                .mapToObj(n ->
                        new Taken(key(meter, customer, n), returns ? RETURNS : 0, units.get(n), false, meter.until()))
                .toList();
    }

    static List<CounterKey> keys(List<Meter> meters, CustomerId customer) {
        return meters.stream()
                .flatMap(meter -> IntStream.range(0, COUNTS.size()).mapToObj(n -> key(meter, customer, n)))
                .toList();
    }

    /** Of what these counts say. */
    static List<Reading> readings(List<Long> used) {
        return IntStream.range(0, used.size() / COUNTS.size())
                .map(n -> n * COUNTS.size())
                .mapToObj(n -> new Reading(used.get(n), used.get(n + 1), used.get(n + 2)))
                .toList();
    }

    private static CounterKey key(Meter meter, CustomerId customer, int n) {
        return new CounterKey(
                customer.value(), meter.name() + COUNTS.get(n), meter.from().getEpochSecond());
    }
}
