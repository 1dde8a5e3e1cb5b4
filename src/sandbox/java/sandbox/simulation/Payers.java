package sandbox.simulation;

import gateway.cards.Scheme;
import gateway.payments.Bill;
import gateway.payments.Payment;
import gateway.payments.Payment.Source;
import gateway.payments.Payment.State;
import gateway.processors.DeclineReason;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * In every third seed some orders are paid by bills: at once, late, when nobody waits for it any more, or not at all.
 * What is drawn for that leaves all other draws of a seed as they are.
 */
final class Payers {

    private static final int SEEDS = 3;
    private static final int ORDERS = 3;
    private static final int PAYING = 3;
    private static final int SLOWEST_MS = 60_000;
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final boolean billed;
    private final Random random;
    private final Agenda agenda;
    private final Set<String> shown = new HashSet<>();
    private final Set<String> gone = new HashSet<>();

    Payers(long seed, Agenda agenda) {
        this.billed = seed % SEEDS == 1;
        this.random = new Random(seed);
        this.agenda = agenda;
    }

    /** With what the order is paid. */
    Source source(int order, Source otherwise) {
        return billed && order % ORDERS == 0 && otherwise instanceof Source.OwnCard
                ? new Bill(Scheme.CLICK, "998900000001", WITHIN)
                : otherwise;
    }

    /** Whether a bill that is refused is the second of two, the first of which stands. */
    boolean standsThoughRefused() {
        return random.nextBoolean();
    }

    /** A bill arrives; its owner will decide once, however often it comes. */
    Outcome shown(Rail rail, Leg leg) {
        var bill = leg.identity().value();
        if (shown.add(bill)) {
            boolean pays = random.nextInt(PAYING + 1) > 0;
            agenda.afterMillis(random.nextInt(SLOWEST_MS), () -> {
                agenda.say(bill + (pays ? " is paid" : " is thrown away"));
                if (pays) {
                    rail.pay(leg);
                } else {
                    gone.add(bill);
                }
            });
        }
        return new Outcome.Waiting("B" + bill);
    }

    /** What only those see who know what the rail calls it. */
    boolean threwAway(Leg leg) {
        return leg.railReference() != null && gone.contains(leg.identity().value());
    }

    static void saw(State state, Sights sights) {
        switch (state) {
            case State.AwaitingPayer it when it.bill() == null -> sights.see(Sight.BILL_WITHOUT_A_NAME);
            case State.Withdrawing it ->
                sights.see(isCalledOff(it.cause()) ? Sight.BILL_CALLED_OFF : Sight.BILL_GIVEN_UP);
            case State.Reversing it
            when isCalledOff(it.cause()) || it.cause().reason() == DeclineReason.NOT_PAID ->
                sights.see(Sight.BILL_PAID_TOO_LATE);
            default -> {}
        }
    }

    private static boolean isCalledOff(Payment.Denial cause) {
        return cause.reason() == DeclineReason.CALLED_OFF;
    }
}
