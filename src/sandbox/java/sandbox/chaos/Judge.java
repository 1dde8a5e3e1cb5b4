package sandbox.chaos;

import static java.util.Map.entry;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sandbox.chaos.RailBooks.Message;
import sandbox.chaos.StoredPayment.Leg;
import sandbox.chaos.StoredPayment.Party;
import sandbox.embedded.Database;

/**
 * Compares what customers were told, what the database says and what the rails say. Knows nothing of the gateway's own
 * code: what that believes of itself proves nothing.
 */
final class Judge {

    /** From each state that a customer may have been told, where the payment may have gone since. */
    private static final Map<String, Set<String>> LATER = Map.ofEntries(
            entry("completed", Set.of("completed")),
            entry("declined", Set.of("declined")),
            entry("reversed", Set.of("reversed")),
            entry("cancelled", Set.of("cancelled")),
            entry("needs_operator", Set.of("needs_operator", "completed", "declined", "reversed")),
            entry("action_required", StoredPayment.FINAL),
            entry("debiting", Set.of("completed", "declined", "reversed", "needs_operator")),
            entry("debit_unknown", Set.of("completed", "declined", "reversed", "needs_operator")),
            entry("awaiting_payer", StoredPayment.FINAL),
            // Whoever was told that a bill is given up must never have paid with it.
            entry("withdrawing", Set.of("declined", "cancelled", "reversed", "needs_operator")),
            entry("crediting", Set.of("completed", "declined", "reversed", "needs_operator")),
            entry("credit_unknown", Set.of("completed", "declined", "reversed", "needs_operator")));

    private static final Set<String> ON_RAILS = Set.of("card", "code", "bill");

    private static final Set<String> LATER_THAN_REVERSING = Set.of("reversing", "reversed", "needs_operator");

    private final Database database;
    private final List<StoredPayment> payments;
    private final Collection<Told> told;

    private Judge(Database database, List<StoredPayment> payments, Collection<Told> told) {
        this.database = database;
        this.payments = payments;
        this.told = told;
    }

    static Judge of(Database database, Collection<Told> told) throws SQLException {
        return new Judge(database, StoredPayment.all(database), told);
    }

    Map<String, Long> states() {
        return payments.stream()
                .collect(Collectors.groupingBy(
                        StoredPayment::statusAndReason, java.util.TreeMap::new, Collectors.counting()));
    }

    Verdict judge(RailBooks books) throws SQLException {
        var verdict = judgeDatabase();
        verdict.add(compare(books));
        return verdict;
    }

    /** What needs no rail's books. */
    private Verdict judgeDatabase() throws SQLException {
        var histories = Histories.read(database);
        var verdict = new Verdict();
        verdict.rule("I1 debits are credits in every asset", LeftInLedger.unbalanced(database));
        verdict.rule("I2 every account is the sum of its transfers and holds", LeftInLedger.wrongSums(database));
        verdict.rule("I2 no customer and no merchant is below zero", LeftInLedger.overdrawn(database));
        verdict.rule("I2 a payment moved its payer's and its payee's account", LeftInLedger.wrongParties(database));
        // Of promises that nobody was given there is nothing to say.
        if (!told.isEmpty()) {
            verdict.rule("I4 what a customer was told is still true", brokenPromises());
        }
        verdict.rule("I5 one key is one payment", doubleKeys());
        verdict.rule("I6 every payment is final", notFinal());
        verdict.rule("I6 no payment needs an operator", withStatus("needs_operator"));
        verdict.rule("I7 no hold is left", LeftInLedger.holds(database));
        verdict.rule("I7 no money is left in transit", LeftInLedger.inTransit(database));
        verdict.rule("I8 everything went a legal way", histories.illegal());
        verdict.rule("I10 no event is missing between two", histories.gaps());
        verdict.rule("I10 the last event of everything says how it stands", histories.untold());
        return verdict;
    }

    private Verdict compare(RailBooks books) throws SQLException {
        var verdict = new Verdict();
        verdict.rule("I3 a payment's legs are in the rails' books exactly as its state says", wrongLegs(books));
        verdict.rule("I3 no rail moved money that belongs to no payment", books.movedOutside(owned()));
        verdict.rule("I3 the clearing accounts are what the rails' books say", wrongClearing(books));
        verdict.rule("I15 nothing that completed was reversed", reversedAllTheSame(books));
        verdict.rule("I17 no two messages to VISA have one trace", books.doubleTraces());
        verdict.rule("the rails' books are readable", books.unreadable());
        return verdict;
    }

    /** A charge of a completed payment on every rail that has one, to falsify the books about. */
    Collection<Leg> completedCharges() {
        var charges = new TreeMap<String, Leg>();
        payments.stream()
                .filter(it -> it.status().equals("completed"))
                .flatMap(it -> it.debit().stream())
                .forEach(leg -> charges.putIfAbsent(leg.rail(), leg));
        return charges.values();
    }

    /** Falsifications of the books that {@link #judge} would not notice. */
    List<String> unseen(RailBooks books, Collection<Leg> charges) throws SQLException {
        int found = compare(books).count();
        var unseen = new ArrayList<String>();
        for (var charge : charges) {
            for (var sabotage : Sabotage.values()) {
                if (compare(books.falsified(charge, sabotage)).count() <= found) {
                    unseen.add(charge.rail() + " " + sabotage);
                }
            }
        }
        return unseen;
    }

    private List<String> notFinal() {
        return payments.stream()
                .filter(it -> !it.isFinal())
                .map(StoredPayment::toString)
                .toList();
    }

    private List<String> withStatus(String status) {
        return payments.stream()
                .filter(it -> it.status().equals(status))
                .map(StoredPayment::toString)
                .toList();
    }

    private List<String> brokenPromises() {
        var byId = new HashMap<String, StoredPayment>();
        payments.forEach(it -> byId.put("pay_" + it.id(), it));
        return told.stream()
                .flatMap(it -> broken(it, byId.get(it.id())).stream())
                .toList();
    }

    private static Optional<String> broken(Told told, @org.jspecify.annotations.Nullable StoredPayment stored) {
        if (stored == null) {
            return Optional.of("told %s is %s, and it is nowhere".formatted(told.id(), told.status()));
        }
        boolean same = stored.key().equals(told.order().key())
                && stored.amount() == told.order().minor()
                && told.amount().equals(told.order().amount())
                && told.order().customer().id().equals("cus_" + stored.customer())
                && stored.isBetweenThoseOf(told.order());
        var later = LATER.getOrDefault(told.status(), LATER_THAN_REVERSING);
        return same && later.contains(stored.status())
                ? Optional.empty()
                : Optional.of("told %s %s, found %s".formatted(told.status(), told.amount(), stored));
    }

    private List<String> doubleKeys() {
        var idsByKey = new HashMap<String, Set<UUID>>();
        payments.forEach(it -> idsByKey.computeIfAbsent(it.customer() + " " + it.key(), _ -> new HashSet<>())
                .add(it.id()));
        told.forEach(it -> idsByKey.computeIfAbsent(
                        it.order().customer().id().substring("cus_".length()) + " "
                                + it.order().key(),
                        _ -> new HashSet<>())
                .add(UUID.fromString(it.id().substring("pay_".length()))));
        return idsByKey.entrySet().stream()
                .filter(it -> it.getValue().size() != 1)
                .map(Object::toString)
                .toList();
    }

    private List<String> wrongLegs(RailBooks books) {
        var found = new ArrayList<String>();
        for (var payment : payments) {
            if (payment.isFinal() && !payment.status().equals("needs_operator")) {
                boolean done = payment.status().equals("completed");
                check(payment, payment.from(), payment.debit(), done, 1, books, found);
                check(payment, payment.to(), payment.credit(), done, -1, books, found);
            }
        }
        return found;
    }

    private static void check(
            StoredPayment payment,
            Party party,
            Optional<Leg> leg,
            boolean done,
            int sign,
            RailBooks books,
            List<String> found) {
        if (leg.isEmpty()) {
            // Of a payment that moved nothing the message is not kept; what it moved all the same belongs to nobody.
            if (done && ON_RAILS.contains(party.type())) {
                found.add(payment + " has no leg " + (sign > 0 ? "from" : "to") + " its " + party.type());
            }
            return;
        }
        Message message = books.under(leg.get().rail(), leg.get().identity());
        long expected = done ? sign * (sign > 0 ? payment.amount() - payment.refunded() : payment.amount()) : 0;
        if (message.net() != expected || message.charges() > 1 || !message.isOf(party.lastDigits())) {
            found.add("%s: expected %d of %s, the rail has %s".formatted(payment, expected, party, message));
        }
    }

    private List<String> reversedAllTheSame(RailBooks books) {
        return payments.stream()
                .filter(it -> it.status().equals("completed") && it.refunded() == 0)
                .flatMap(it -> Stream.concat(it.debit().stream(), it.credit().stream())
                        .filter(leg -> books.under(leg.rail(), leg.identity()).isReversed())
                        .map(leg -> it + ": " + books.under(leg.rail(), leg.identity())))
                .toList();
    }

    private Set<String> owned() {
        var owned = new HashSet<String>();
        payments.stream()
                .filter(it -> it.status().equals("completed") || !it.isFinal())
                .forEach(it -> {
                    it.debit().ifPresent(leg -> owned.add(leg.name()));
                    it.credit().ifPresent(leg -> owned.add(leg.name()));
                });
        return owned;
    }

    private List<String> wrongClearing(RailBooks books) throws SQLException {
        var found = new ArrayList<String>();
        var clearing = LeftInLedger.clearing(database);
        for (var rail : Sandbox.ALL) {
            long ours = clearing.getOrDefault("clearing:" + rail, 0L);
            if (ours != books.owed(rail)) {
                found.add("%s: our books %d, theirs %d".formatted(rail, ours, books.owed(rail)));
            }
        }
        return found;
    }
}
