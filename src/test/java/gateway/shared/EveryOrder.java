package gateway.shared;

import java.util.ArrayList;
import java.util.List;

/** All orders in which calls may come; the same call twice is a repeat, and their order no other one. */
public final class EveryOrder {

    private EveryOrder() {}

    public static <T> List<List<T>> of(List<T> calls) {
        var orders = new ArrayList<List<T>>();
        grow(List.of(), calls, orders);
        return orders;
    }

    /** Each call comes twice in a row. */
    public static <T> List<T> doubled(List<T> calls) {
        return calls.stream().flatMap(call -> List.of(call, call).stream()).toList();
    }

    private static <T> void grow(List<T> begun, List<T> rest, List<List<T>> orders) {
        if (rest.isEmpty()) {
            orders.add(begun);
        }
        for (var next : rest.stream().distinct().toList()) {
            var longer = new ArrayList<>(begun);
            longer.add(next);
            var fewer = new ArrayList<>(rest);
            fewer.remove(next);
            grow(List.copyOf(longer), fewer, orders);
        }
    }
}
