package gateway.fraud.velocity;

import gateway.fraud.rules.FraudPack;
import gateway.fraud.rules.Per;
import gateway.fraud.rules.Velocity;
import gateway.fraud.rules.Velocity.Measure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What Redis keeps for the velocities of a pack, and nothing else: each set costs every payment a write. Packs that
 * look at the same share it; what another pack needs is another copy, under another name and with a mark of its own.
 */
record Kept(Map<Per, Set<Kept.Thing>> by) {

    /** What is kept of a subject, beside its payments by their time. */
    enum Thing {
        /** Whom it met last when. */
        PAYEES(Measure.PAYEES, 2),
        /** With which card it was met last when. */
        CARDS(Measure.CARDS, 4),
        /** All of each payment, to be counted by whoever asks: what Redis cannot tell apart. */
        PAYMENTS(Measure.SUM, 8);

        private final Measure measure;
        private final int digit;

        Thing(Measure measure, int digit) {
            this.measure = measure;
            this.digit = digit;
        }

        /** Of the set that it is. */
        String code() {
            return measure.code();
        }
    }

    private static final int HEX = 16;

    Kept {
        var copy = new EnumMap<Per, Set<Thing>>(Per.class);
        by.forEach((per, things) -> copy.put(per, Set.copyOf(things)));
        by = Collections.unmodifiableMap(copy);
    }

    static Kept of(FraudPack pack) {
        var by = new EnumMap<Per, Set<Thing>>(Per.class);
        for (var velocity : pack.velocities()) {
            var things = by.computeIfAbsent(velocity.per(), _ -> EnumSet.noneOf(Thing.class));
            if (countsPayments(velocity)) {
                things.add(Thing.PAYMENTS);
            } else if (countsOthers(velocity)) {
                things.add(velocity.measure() == Measure.PAYEES ? Thing.PAYEES : Thing.CARDS);
            }
        }
        return new Kept(by);
    }

    /** Whether it needs the payments themselves, because of what it counts of them. */
    static boolean countsPayments(Velocity it) {
        return it.asset() != null || it.measure() == Measure.SUM;
    }

    /** Whether it counts others; a card has no other cards, a payee no other payees. */
    static boolean countsOthers(Velocity it) {
        return !countsPayments(it)
                && ((it.measure() == Measure.PAYEES && it.per() != Per.PAYEE)
                        || (it.measure() == Measure.CARDS && it.per() != Per.CARD));
    }

    boolean has(Per per) {
        return by.containsKey(per);
    }

    boolean has(Per per, Thing thing) {
        return by.getOrDefault(per, Set.of()).contains(thing);
    }

    /** Short, and different for all that differ: a digit for each kind of subject. */
    String name() {
        var name = new StringBuilder();
        for (var per : Per.values()) {
            int digit = has(per) ? 1 : 0;
            for (var thing : Thing.values()) {
                digit += has(per, thing) ? thing.digit : 0;
            }
            name.append(Character.forDigit(digit, HEX));
        }
        return name.toString();
    }
}
