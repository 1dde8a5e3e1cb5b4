package sandbox.simulation;

import gateway.payments.Bill;
import gateway.payments.Payment;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.State;
import gateway.payments.Refund;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Judges limits by the payments that stand in the model's books alone; shares no rule with the product. */
final class LimitChecker {

    private final World world;
    private final List<Payment> counting;
    private final List<Payment> perhaps;
    private final Map<UUID, Long> back = new HashMap<>();

    LimitChecker(World world) {
        this.world = world;
        this.counting = world.database.payments.values().stream()
                .map(Database.PaymentRow::payment)
                .filter(LimitChecker::mayHaveMoved)
                .toList();
        this.perhaps = world.database.payments.values().stream()
                .map(Database.PaymentRow::payment)
                .filter(LimitChecker::mayBeGivenUp)
                .toList();
        world.database.refunds.values().stream()
                .map(Database.RefundRow::refund)
                .filter(it -> it.state() instanceof Refund.State.Refunded)
                .forEach(it -> back.merge(it.payment().value(), it.amount().minor(), Long::sum));
    }

    /** What of the payment was not refunded. */
    private long left(Payment it) {
        return it.amount().minor() - back.getOrDefault(it.id().value(), 0L);
    }

    private static boolean mayHaveMoved(Payment it) {
        return !(it.state() instanceof State.Declined
                || it.state() instanceof State.Reversed
                || it.state() instanceof State.Cancelled
                || it.state() instanceof State.Withdrawing
                || isGivenUp(it)
                || mayBeGivenUp(it));
    }

    /** A bill about which people decide does not show any more whether it was given up before. */
    private static boolean mayBeGivenUp(Payment it) {
        return it.source() instanceof Bill && it.state() instanceof State.NeedsOperator;
    }

    /** A bill that was paid after it was given up: the money goes back, and never came to the receiver. */
    private static boolean isGivenUp(Payment it) {
        return it.source() instanceof Bill
                && it.state() instanceof State.Reversing(var debit, var cause, var _)
                && debit.attempt().processor().equals(cause.rail());
    }

    void check() {
        if (!world.database.limits.limited) {
            if (world.database.limits.counters.keySet().stream()
                    .anyMatch(it -> !it.limit().equals(Ceilings.BROUGHT))) {
                fail("nothing is counted without a limit", world.database.limits.counters.toString());
            }
            return;
        }
        byCustomer().values().forEach(own -> {
            atMost("day", sum(own), Ceilings.DAY);
            own.forEach(last -> atMost("rolling", within(own, last), Ceilings.ROLLING));
        });
        atMost("ever", sum(counting), Ceilings.EVER);
        atMost("shop", sales(counting), Ceilings.SHOP);
        exactlyCounted("day", sum(counting), sum(perhaps));
        exactlyCounted("ever", sum(counting), sum(perhaps));
        exactlyCounted("shop", sales(counting), sales(perhaps));
    }

    private Map<Object, List<Payment>> byCustomer() {
        return counting.stream().collect(Collectors.groupingBy(Payment::customer));
    }

    private long sum(List<Payment> payments) {
        return payments.stream().mapToLong(this::left).sum();
    }

    private long sales(List<Payment> payments) {
        return payments.stream()
                .filter(it -> it.destination() instanceof Destination.ToMerchant && left(it) > 0)
                .count();
    }

    /** How many began in the window that ends with this one. */
    private long within(List<Payment> own, Payment last) {
        var since = last.openedAt().minusSeconds(Ceilings.ROLLING_SECONDS);
        return own.stream()
                .filter(it -> it.openedAt().isAfter(since) && !it.openedAt().isAfter(last.openedAt()))
                .filter(it -> left(it) > 0)
                .count();
    }

    /** What the payments add up to that are not over without money having moved, no more and no less. */
    private void exactlyCounted(String limit, long expected, long perhapsMore) {
        long counted = sum(key -> key.equals(limit), it -> it.taken() - it.givenBack());
        if (counted < expected || counted > expected + perhapsMore) {
            fail("a limit counts what moved", limit + " counts " + counted + " of " + expected);
        }
    }

    private long sum(Predicate<String> limit, ToLongFunction<LimitTables.Count> value) {
        return world.database.limits.counters.entrySet().stream()
                .filter(it -> limit.test(it.getKey().limit()))
                .mapToLong(it -> value.applyAsLong(it.getValue()))
                .sum();
    }

    private static void atMost(String limit, long used, long max) {
        if (used > max) {
            fail("no limit is exceeded", limit + " " + used + " of " + max);
        }
    }

    private static void fail(String invariant, String what) {
        throw new Violation(invariant, what);
    }
}
