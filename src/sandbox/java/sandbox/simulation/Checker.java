package sandbox.simulation;

import gateway.cards.Scheme;
import gateway.payments.OnRail;
import gateway.payments.Payment;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.State;
import gateway.payments.Refund;
import gateway.shared.ids.TimeOrderedIds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import sandbox.simulation.Database.HoldRow;
import sandbox.simulation.Rail.Became;

/** Judges a seed by the models' books alone; shares no rule with the product. */
final class Checker {

    private static final int REFUSED = 400;
    private static final int DEBIT = 11;
    private static final int CREDIT = 12;
    private static final Set<String> LAST_WORDS = Set.of("completed", "declined", "reversed", "cancelled", "refunded");

    private final World world;
    private final List<Payment> payments;
    private final List<Refund> refunds;
    private final ForPeople forPeople;
    private final Map<UUID, Object> states = new HashMap<>();

    Checker(World world) {
        this.world = world;
        this.payments = world.database.payments.values().stream()
                .map(Database.PaymentRow::payment)
                .toList();
        this.refunds = world.database.refunds.values().stream()
                .map(Database.RefundRow::refund)
                .toList();
        this.forPeople = new ForPeople(world);
        payments.forEach(payment -> states.put(payment.id().value(), payment.state()));
        refunds.forEach(refund -> states.put(refund.id().value(), refund.state()));
    }

    void check() {
        clientsKnow();
        oneKeyOnePayment();
        payments.forEach(this::isFinal);
        payments.forEach(this::railsAgree);
        forPeople.check();
        new RefundChecker(world).check();
        new FeeChecker(world).check();
        new LimitChecker(world).check();
        new OperatorChecker(world).check();
        new TopUpChecker(world).check();
        noRailMovedMoneyForNobody();
        noTraceIsUsedTwice();
        whatWasToldIsTrue();
        nothingBeganWithoutItsCode();
        nothingBeganWithoutItsRelease();
        holdsAreOver();
        booksBalance();
        booksAgreeWithRails();
    }

    private void clientsKnow() {
        world.clients.stream()
                .filter(client -> !client.done)
                .findFirst()
                .ifPresent(client -> fail("every client gets its answer", client.key + " got none"));
    }

    private void oneKeyOnePayment() {
        var keys = new HashSet<String>();
        for (var payment : payments) {
            if (!keys.add(payment.key())) {
                fail("one key, one payment", payment.key() + " made a second one: " + payment.id());
            }
        }
    }

    private void isFinal(Payment payment) {
        if (!payment.isFinal()) {
            fail("every payment ends", payment.key() + " is still " + payment.state());
        }
    }

    /** What the rails hold of a leg, whatever name they know it by. */
    private long moved(Payment payment, int leg) {
        var request = TimeOrderedIds.derive(payment.id().value(), leg);
        return world.rails.stream()
                .flatMap(rail -> rail.books.values().stream())
                .filter(entry -> request.equals(entry.request()) && entry.became() == Became.DONE)
                .count();
    }

    private void railsAgree(Payment payment) {
        long debits = moved(payment, DEBIT);
        long credits = moved(payment, CREDIT);
        if (debits > 1 || credits > 1) {
            fail("at most one charge", payment.key() + " moved " + debits + " and " + credits + " times");
        }
        if (payment.state() instanceof State.NeedsOperator) {
            return;
        }
        boolean completed = payment.state() instanceof State.Completed;
        long debit = completed && payment.source() instanceof OnRail ? 1 : 0;
        long credit = completed && payment.destination() instanceof Destination.ToCard ? 1 : 0;
        if (debits != debit || credits != credit) {
            fail(
                    "rails and payments agree",
                    "%s is %s, the rails took %d and gave %d"
                            .formatted(payment.key(), payment.state().getClass().getSimpleName(), debits, credits));
        }
    }

    private void noRailMovedMoneyForNobody() {
        var known = new HashSet<UUID>();
        for (var payment : payments) {
            known.add(TimeOrderedIds.derive(payment.id().value(), DEBIT));
            known.add(TimeOrderedIds.derive(payment.id().value(), CREDIT));
        }
        refunds.forEach(refund -> known.add(refund.id().value()));
        for (var rail : world.rails) {
            rail.books.forEach((identity, entry) -> {
                if (entry.became() == Became.DONE && !known.contains(entry.request())) {
                    fail("no charge without a payment", rail.name + " did " + identity);
                }
            });
        }
    }

    /** VISA knows a message by its trace, until all others were used. */
    private void noTraceIsUsedTwice() {
        for (var rail : world.rails) {
            var used = new HashSet<String>();
            for (var identity : rail.books.keySet()) {
                if (rail.scheme == Scheme.VISA && !used.add(identity.substring(0, identity.indexOf(':')))) {
                    fail("no two messages have one trace", identity);
                }
            }
        }
    }

    private void whatWasToldIsTrue() {
        for (var client : world.clients) {
            client.told.forEach(told -> isTrue(client, told));
            if (client.refused != null && wasDone(client)) {
                fail("what was told stays true", client.key + " was refused: " + client.refused);
            }
        }
    }

    /** The key stands for something that was done, and not for a refusal that is kept. */
    private boolean wasDone(Client client) {
        var name = Database.key(client.customer.value(), client.key);
        var claim = world.database.keys.get(name);
        if (claim == null) {
            return false;
        }
        var answer = world.database.answer(claim);
        return answer == null || answer.status() < REFUSED;
    }

    private void isTrue(Client client, String told) {
        if (!told.equals(client.told.getFirst())) {
            fail("a repeat is told the same", client.key + " was told something else");
        }
        var state = states.get(UUID.fromString(Client.id(told)));
        if (state == null) {
            fail("nothing acknowledged is lost", client.key + " was told of " + Client.id(told));
        } else if (LAST_WORDS.contains(Client.status(told))
                && !Client.status(told).equalsIgnoreCase(state.getClass().getSimpleName())) {
            fail("what was told stays true", client.key + " was told " + Client.status(told));
        }
    }

    private void nothingBeganWithoutItsCode() {
        for (var payment : payments) {
            var code = world.database.codes.get(payment.id().toString());
            boolean began = !(payment.state() instanceof State.Cancelled || payment.state() instanceof State.Declined);
            if (code != null && began && !code.typed()) {
                fail("nothing begins without its code", payment.key() + " is " + payment.state());
            }
        }
    }

    private void nothingBeganWithoutItsRelease() {
        for (var payment : payments) {
            boolean began = !(payment.state() instanceof State.Cancelled || payment.state() instanceof State.Declined);
            if (began
                    && world.suspects.isSuspect(payment.key())
                    && !world.database.releases.containsKey(payment.id().value())) {
                fail("nothing begins without its release", payment.key() + " is " + payment.state());
            }
        }
    }

    private void holdsAreOver() {
        var open = new HashSet<UUID>();
        payments.stream()
                .filter(payment -> payment.state() instanceof State.NeedsOperator)
                .forEach(payment -> open.add(payment.id().value()));
        refunds.stream()
                .filter(refund -> refund.state() instanceof Refund.State.NeedsOperator)
                .forEach(refund -> open.add(refund.id().value()));
        world.database.holds.values().stream()
                .filter(hold ->
                        hold.state() == 1 && !open.contains(hold.pending().reference()))
                .map(HoldRow::pending)
                .findFirst()
                .ifPresent(hold -> fail("no hold is left", "of payment " + hold.reference()));
    }

    private void booksBalance() {
        long balance = 0;
        long held = 0;
        for (var account : world.database.accounts.values()) {
            balance += account.credits() - account.debits();
            held += account.heldCredits() - account.heldDebits();
            if (account.kind() != 3 && account.credits() < account.debits() + account.heldDebits()) {
                fail("no wallet below zero", String.valueOf(account));
            }
        }
        if (balance != 0 || held != 0) {
            fail("all balances add up to nothing", balance + " and " + held);
        }
    }

    /** Per scheme: what the clearing accounts say is what the rails' books say, but for what people still look at. */
    private void booksAgreeWithRails() {
        var rails = new HashMap<String, Long>();
        for (var rail : world.rails) {
            for (var entry : rail.books.values()) {
                if (entry.became() == Became.DONE && entry.request() != null && !forPeople.isAbout(entry.request())) {
                    long sign = entry.kind() == gateway.processors.LegRequest.Kind.DEBIT ? 1 : -1;
                    rails.merge(rail.scheme.rail(), sign * entry.amount(), Long::sum);
                }
            }
        }
        compare(rails);
    }

    private void compare(Map<String, Long> rails) {
        for (var rail : world.rails) {
            long ours = 0;
            for (int shard : List.of(3, 5)) {
                var id = gateway.ledger.SystemAccounts.clearing(
                        rail.scheme.rail(), gateway.shared.money.Asset.UZS, shard);
                var account = world.database.accounts.get(id.value());
                ours += account == null ? 0 : account.debits() - account.credits();
            }
            var name = rail.scheme.rail();
            long theirs = rails.getOrDefault(name, 0L) + forPeople.posted(name);
            if (ours != theirs) {
                fail("books and rails agree", rail.scheme.rail() + ": ours " + ours + ", theirs " + theirs);
            }
        }
    }

    private static void fail(String invariant, String what) {
        throw new Violation(invariant, what);
    }
}
