package sandbox.chaos.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Bank;
import sandbox.chaos.Customer;
import sandbox.chaos.Verdict;
import sandbox.operators.HttpWire;
import sandbox.operators.Teller;
import sandbox.operators.Tellers;

/** What Payme brings for customers' cards, and whether all of it came where it belongs. */
final class TopUps {

    private static final Duration OVER_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Bank bank;
    private final HttpWire wire;
    private final Teller payme;
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final List<OperatorErrand> all = new ArrayList<>();

    TopUps(Bank bank) {
        this.bank = bank;
        this.wire = new HttpWire(bank.node(1).plain());
        this.payme = Tellers.of("payme", Tellers.secretsIn(bank.folder()).apply("payme"));
    }

    OperatorErrand begin(Cell cell, int number, Customer owner, Errand.Notes notes) {
        var card = owner.cards().get(cell.scene().to());
        var slip = payme.slip(codes.computeIfAbsent(card, it -> code(owner, it)), cell.minor(number));
        var errand = new OperatorErrand(cell, slip, payme, wire, bank.running().database(), notes);
        all.add(errand);
        return errand;
    }

    private static String code(Customer owner, String card) {
        var named = owner.phone().send("PUT", "/v1/cards/" + card + "/top-up-code", null, null);
        return named.body().path("code").asString();
    }

    /** Once nothing is on its way any more, or that takes too long. */
    Verdict judge() {
        long deadline = System.nanoTime() + OVER_WITHIN.toNanos();
        while (!all.stream().allMatch(OperatorErrand::isOver) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return new Verdict()
                .rule(
                        "what came for a card is there unless its rail says no, and then its owner was told once",
                        all.stream()
                                .filter(it -> !it.isRight())
                                .map(OperatorErrand::toString)
                                .toList());
    }

    String summary() {
        return "%d, of which %d were passed on by more than one payment"
                .formatted(
                        all.size(),
                        all.stream().filter(OperatorErrand::wasPassedOnAgain).count());
    }
}
