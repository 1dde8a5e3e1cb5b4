package sandbox.simulation;

import gateway.fees.Beneficiary;
import gateway.fees.Payer;
import gateway.ledger.SystemAccounts;
import gateway.operators.OperatorTransaction;
import gateway.payments.Payment;
import gateway.payments.Payment.State;
import gateway.payments.PaymentFees.Part;
import gateway.payments.Refund;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import sandbox.simulation.Rail.Became;

/** Judges what fees took and gave back, by the models' books alone. */
final class FeeChecker {

    private static final int DEBIT = 11;
    private static final int CREDIT = 12;
    private static final List<Integer> SHARDS = List.of(3, 5);
    /** Transactions of operators are kept by their names. */
    private static final List<Integer> ALL_SHARDS =
            IntStream.range(0, TimeOrderedIds.SHARDS).boxed().toList();

    private final World world;
    private final List<Payment> payments;
    private final List<Refund> refunds;

    FeeChecker(World world) {
        this.world = world;
        this.payments = world.database.payments.values().stream()
                .map(Database.PaymentRow::payment)
                .toList();
        this.refunds = world.database.refunds.values().stream()
                .map(Database.RefundRow::refund)
                .toList();
    }

    void check() {
        payments.forEach(this::railsMovedWhatWasQuoted);
        payments.forEach(this::neverMoreBackThanTaken);
        beneficiariesGotTheirParts();
        nothingIsInTransit();
    }

    private void railsMovedWhatWasQuoted(Payment payment) {
        if (payment.state() instanceof State.Completed) {
            moved(payment, DEBIT, payment.amount().minor() + paid(payment, Payer.SENDER));
            moved(payment, CREDIT, payment.amount().minor() - paid(payment, Payer.RECEIVER));
        }
    }

    private static long paid(Payment payment, Payer payer) {
        return payment.fees().parts().stream()
                .filter(part -> part.from() == payer)
                .mapToLong(part -> part.amount().minor())
                .sum();
    }

    private void moved(Payment payment, int leg, long expected) {
        UUID request = TimeOrderedIds.derive(payment.id().value(), leg);
        world.rails.stream()
                .flatMap(rail -> rail.books.values().stream())
                .filter(entry -> request.equals(entry.request()) && entry.became() == Became.DONE)
                .filter(entry -> entry.amount() != expected)
                .findFirst()
                .ifPresent(entry ->
                        fail("rails move the amount and its fees", payment.key() + " moved " + entry.amount()));
    }

    private void neverMoreBackThanTaken(Payment payment) {
        var back = new HashMap<Integer, Long>();
        refunds.stream()
                .filter(refund -> refund.payment().equals(payment.id()))
                .filter(refund -> !(refund.state() instanceof Refund.State.Declined))
                .flatMap(refund -> refund.fees().stream())
                .forEach(it -> back.merge(it.place(), it.amount().minor(), Long::sum));
        var parts = payment.fees().parts();
        for (int place = 0; place < parts.size(); place++) {
            long given = back.getOrDefault(place, 0L);
            if (given > parts.get(place).amount().minor()
                    || given != parts.get(place).returned().minor()) {
                fail("never more of a fee back than taken", payment.key() + " gave back " + given);
            }
        }
    }

    /** Their accounts hold exactly what completed payments owe them, without what went back. */
    private void beneficiariesGotTheirParts() {
        for (var beneficiary : Beneficiary.values()) {
            long owed = 0;
            for (var payment : payments) {
                if (payment.state() instanceof State.Completed) {
                    owed += sum(payment.fees().parts(), beneficiary);
                }
            }
            for (var refund : refunds) {
                if (refund.state() instanceof Refund.State.Refunded) {
                    owed -= refund.fees().stream()
                            .filter(it -> it.to() == beneficiary)
                            .mapToLong(it -> it.amount().minor())
                            .sum();
                }
            }
            owed += ofTopUps(beneficiary);
            long has = (world.cashiers.areDear() ? ALL_SHARDS : SHARDS)
                    .stream()
                            .mapToLong(shard -> balance(account(beneficiary, shard)))
                            .sum();
            if (has != owed) {
                fail("everybody gets their part of a fee", beneficiary + " has " + has + " of " + owed);
            }
        }
    }

    /** What went back went back with its fees. */
    private long ofTopUps(Beneficiary beneficiary) {
        return world.database.operators.transactions.values().stream()
                .filter(it -> it.state() instanceof OperatorTransaction.State.Performed)
                .flatMap(it -> it.fees().parts().stream())
                .filter(part -> part.to() == beneficiary)
                .mapToLong(part -> part.amount().minor())
                .sum();
    }

    private static long sum(List<Part> parts, Beneficiary beneficiary) {
        return parts.stream()
                .filter(part -> part.to() == beneficiary)
                .mapToLong(part -> part.amount().minor())
                .sum();
    }

    /** But for what people still look at. */
    private void nothingIsInTransit() {
        long left = SHARDS.stream()
                .mapToLong(shard -> balance(SystemAccounts.transit(Asset.UZS, shard)))
                .sum();
        long expected = new ForPeople(world).inTransit();
        if (left != expected) {
            fail("nothing is left in transit", left + " instead of " + expected);
        }
    }

    private long balance(AccountId id) {
        Map<UUID, Database.Sums> accounts = world.database.accounts;
        var account = accounts.get(id.value());
        return account == null ? 0 : account.credits() - account.debits();
    }

    private static AccountId account(Beneficiary beneficiary, int shard) {
        return switch (beneficiary) {
            case BANK -> SystemAccounts.feeIncome(Asset.UZS, shard);
            case TREASURY -> SystemAccounts.vatPayable(Asset.UZS, shard);
            default -> SystemAccounts.partnerPayable(beneficiary.code(), Asset.UZS, shard);
        };
    }

    private static void fail(String invariant, String what) {
        throw new Violation(invariant, what);
    }
}
