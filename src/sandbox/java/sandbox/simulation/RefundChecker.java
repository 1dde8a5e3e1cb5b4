package sandbox.simulation;

import gateway.payments.OnRail;
import gateway.payments.Payment;
import gateway.payments.Refund;
import gateway.payments.Refund.State;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import sandbox.simulation.Rail.Became;

/** Judges what was given back, by the models' books alone. */
final class RefundChecker {

    private final World world;
    private final List<Refund> refunds;

    RefundChecker(World world) {
        this.world = world;
        this.refunds = world.database.refunds.values().stream()
                .map(Database.RefundRow::refund)
                .toList();
    }

    void check() {
        oneKeyOneRefund();
        refunds.forEach(this::ends);
        refunds.forEach(this::railAgrees);
        world.database.payments.values().forEach(row -> neverMoreThanPaid(row.payment()));
    }

    private void oneKeyOneRefund() {
        var keys = new HashSet<String>();
        for (var refund : refunds) {
            if (!keys.add(refund.key())) {
                throw new Violation("one key, one refund", refund.key() + " made a second one: " + refund.id());
            }
        }
    }

    private void ends(Refund refund) {
        if (refund.state() instanceof State.Refunding || refund.state() instanceof State.RefundUnknown) {
            throw new Violation("every refund ends", refund.key() + " is still " + refund.state());
        }
    }

    private void railAgrees(Refund refund) {
        if (refund.state() instanceof State.NeedsOperator) {
            return;
        }
        var payment = Objects.requireNonNull(
                        world.database.payments.get(refund.payment().value()))
                .payment();
        boolean byRail = payment.source() instanceof OnRail;
        long expected = byRail && refund.state() instanceof State.Refunded ? 1 : 0;
        long given = world.rails.stream()
                .flatMap(rail -> rail.books.values().stream())
                .filter(entry -> refund.id().value().equals(entry.request()) && entry.became() == Became.DONE)
                .count();
        if (given != expected) {
            throw new Violation(
                    "rails and refunds agree",
                    "%s is %s, the rail gave back %d times"
                            .formatted(refund.key(), refund.state().getClass().getSimpleName(), given));
        }
    }

    private void neverMoreThanPaid(Payment payment) {
        long given = refunds.stream()
                .filter(refund -> refund.payment().equals(payment.id()))
                .filter(refund -> !(refund.state() instanceof State.Declined))
                .mapToLong(refund -> refund.amount().minor())
                .sum();
        if (given > payment.amount().minor()) {
            throw new Violation("never more back than paid", payment.key() + " gave back " + given);
        }
        if (given != payment.refunded().minor()) {
            throw new Violation(
                    "a payment knows what was given back",
                    payment.key() + " says " + payment.refunded().minor() + " of " + given);
        }
    }
}
