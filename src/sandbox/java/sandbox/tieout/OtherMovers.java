package sandbox.tieout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Bank;
import sandbox.chaos.Customer;
import sandbox.mobile.MobileApp;
import sandbox.operators.HttpWire;
import sandbox.operators.KitFailure;
import sandbox.operators.Teller;
import sandbox.operators.Teller.Meaning;
import sandbox.operators.Teller.Slip;
import sandbox.operators.Teller.Step;
import sandbox.operators.Tellers;

/**
 * Those who move money beside customers' payments: Paynet brings some to wallets and takes a part of it back, and
 * merchants abroad take some from cards that we issued, more than was there too.
 */
final class OtherMovers {

    private static final int TRIES = 20;
    private static final long PAUSE_NANOS = 500_000_000;
    private static final int TAKEN_BACK_EVERY = 4;
    private static final int HOLDERS = 5;
    private static final List<Long> CLEARED = List.of(1_000_00L, 25_50L, 9_000_000_00L);

    private final Bank bank;
    private final Teller paynet;
    private final HttpWire wire;

    OtherMovers(Bank bank) {
        this.bank = bank;
        this.paynet = Tellers.of("paynet", Tellers.secretsIn(bank.folder()).apply("paynet"));
        this.wire = new HttpWire(bank.node(1).plain());
    }

    /** How often. */
    record Moved(int broughtIn, int takenBack, int cleared) {}

    Moved play(List<Customer> customers) {
        int takenBack = 0;
        for (int i = 0; i < customers.size(); i++) {
            var slip = paynet.slip(customers.get(i).phoneNumber(), 1_000_00L + i);
            tell(Step.PAY, slip);
            if (i % TAKEN_BACK_EVERY == 0) {
                tell(Step.UNDO, slip);
                takenBack++;
            }
        }
        var holders = customers.stream().limit(HOLDERS).toList();
        holders.forEach(this::clear);
        return new Moved(customers.size(), takenBack, HOLDERS * (CLEARED.size() + 1));
    }

    private void tell(Step step, Slip slip) {
        for (int i = 0; i < TRIES; i++) {
            try {
                var message = paynet.message(step, slip);
                var meaning = paynet.meaning(step, wire.post(message.path(), message.headers(), message.body()));
                if (meaning == Meaning.DONE || meaning == Meaning.BEFORE) {
                    return;
                }
            } catch (KitFailure silence) {
                // The same call again.
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IllegalStateException("Paynet was not heard: " + step + " " + slip.id());
    }

    private void clear(Customer holder) {
        var pan = issued(holder);
        CLEARED.forEach(
                minor -> bank.sandbox().act("visa-acquirer", "clear", Map.of("pan", pan, "amount", "" + minor)));
        bank.sandbox().act("visa-acquirer", "clear", Map.of("pan", pan, "amount", "700", "refund", true));
    }

    /** A new card's number, after the code that comes by SMS. */
    private static String issued(Customer holder) {
        var phone = holder.phone();
        var made = phone.post("/v1/issued-cards", "{\"form\":\"virtual\",\"currency\":\"UZS\"}", MobileApp.newKey());
        var number = "/v1/issued-cards/" + made.body().path("id").asString() + "/number";
        var sent = phone.post(number, "{}", MobileApp.newKey());
        var shown = phone.post(
                number,
                "{\"challengeId\":\"%s\",\"code\":\"%s\"}"
                        .formatted(sent.body().path("challengeId").asString(), phone.code(holder.phoneNumber())),
                MobileApp.newKey());
        var pan = shown.body().path("number").asString("");
        if (pan.isEmpty()) {
            throw new IllegalStateException("No number was shown: " + made.text() + shown.text());
        }
        return pan;
    }
}
