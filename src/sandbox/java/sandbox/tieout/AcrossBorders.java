package sandbox.tieout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sandbox.chaos.Bank;
import sandbox.chaos.Customer;
import sandbox.chaos.Together;
import sandbox.chaos.operators.PartnerLine;
import sandbox.humo.HumoCards;
import sandbox.operators.HttpWire;
import sandbox.operators.KitFunds;
import sandbox.operators.OperatorWire.Heard;
import sandbox.remittances.Corridors;
import sandbox.remittances.Judge;
import sandbox.remittances.Sender;
import sandbox.remittances.Stage;
import sandbox.remittances.Stories;
import sandbox.remittances.Story;
import sandbox.remittances.Story.Back;
import sandbox.run.DemoPartner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Money that crosses borders: customers send some to banks abroad, of which some comes back with and without charges,
 * and a partner abroad sends some to wallets and to linked cards.
 */
final class AcrossBorders {

    /** What ends by itself, and leaves nothing to be booked later. */
    private static final Set<String> STORIES =
            Set.of("delivered", "rejected", "bounced after delivery", "returned less charges", "returned in part");

    private static final int CARD_EVERY = 4;
    private static final int TRIES = 40;
    private static final long PAUSE_NANOS = 500_000_000;

    private final Bank bank;
    private final Stage stage;
    private final Judge judge;

    AcrossBorders(Bank bank) {
        this.bank = bank;
        this.stage =
                new Stage(() -> bank.phone(1), bank.sandbox(), bank.running().database());
        this.judge = new Judge(stage);
    }

    /**
     * How often.
     *
     * @param faults of remittances that did not end as they should
     * @param banksAgree whether what lies at the banks abroad is what they say, before the partner pays in there
     */
    record Moved(int sent, int cameBack, int arrived, int forCards, List<String> faults, boolean banksAgree) {}

    Moved play(List<Customer> customers) {
        bank.sandbox().act("correspondent", "time", Map.of("millis", Corridors.DAY.toMillis()));
        var stories = Stories.undisturbed().stream()
                .filter(it -> STORIES.contains(it.name()))
                .toList();
        var numbered = IntStream.range(0, stories.size()).boxed().toList();
        var faults = Together.each(numbered, i -> fault(stories.get(i), i)).stream()
                .flatMap(List::stream)
                .toList();
        int back =
                (int) stories.stream().filter(it -> it.back() != Back.NOTHING).count();
        boolean agree = judge.banksAgree();
        arrive(customers);
        int cards = (customers.size() + CARD_EVERY - 1) / CARD_EVERY;
        return new Moved(stories.size(), back, customers.size(), cards, faults, agree);
    }

    private List<String> fault(Story story, int number) {
        try {
            var told = judge.of(story, story.play(Sender.of(stage, number)));
            return told.agrees() ? List.of() : List.of(told.toString());
        } catch (IllegalStateException e) {
            return List.of(story.name() + ": " + e.getMessage());
        }
    }

    private void arrive(List<Customer> receivers) {
        var id = DemoPartner.in(bank.running(), List.of());
        var wire = new HttpWire(bank.node(1).plain());
        var funds =
                new KitFunds(wire, bank.running().staffToken(), bank.running().secondStaffToken(), id);
        var line = PartnerLine.of(bank);
        funds.payIn();
        for (int i = 0; i < receivers.size(); i++) {
            arrive(line, receivers.get(i), i);
        }
    }

    private static void arrive(PartnerLine line, Customer receiver, int number) {
        var id = "day-" + number + "-" + receiver.phoneNumber();
        boolean card = number % CARD_EVERY == 0;
        var value = card ? HumoCards.number("86000088" + receiver.phoneNumber().substring(5)) : receiver.phoneNumber();
        said(line, "check_credit", "APPROVED", () -> order(line, id, card ? "CARD" : "PHONE", value, 100 + number));
        said(line, "confirm_credit", "SUCCESS", () -> "{\"externalTransferId\":\"%s\"}".formatted(id));
    }

    private static String order(PartnerLine line, String id, String type, String value, int cents) {
        var convert = "{\"amount\":100,\"currencyFrom\":\"USD\",\"currencyTo\":\"UZS\",\"direction\":\"TO_UZ\"}";
        var rate = read(line.post("convert", convert, null).orElse(null))
                .path("rate")
                .asString("0");
        return """
                {"externalTransferId":"%s","senderAccount":"400078******9010","identificationType":"%s",
                 "identificationValue":"%s","bankLabel":"OQM","senderAmount":%d,"senderCurrencyCode":"USD",
                 "receiverCurrencyCode":"UZS","exchangeRate":"%s","senderCountry":"KZ",
                 "sender":{"personFullName":"TESTOV IVAN",
                           "birthday":"2000-04-18"}}""".formatted(id, type, value, cents, rate);
    }

    // The rate may change between the question and the check, and calls may be too many at once.
    private static void said(PartnerLine line, String step, String status, Supplier<String> body) {
        var heard = new ArrayList<String>();
        for (int i = 0; i < TRIES; i++) {
            var answer = line.post(step, body.get(), null).orElse(null);
            if (read(answer).path("status").asString("").equals(status)) {
                return;
            }
            heard.add(answer == null ? "nothing" : answer.body());
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IllegalStateException("The partner was not heard: " + step + " " + heard.getLast());
    }

    private static JsonNode read(@Nullable Heard heard) {
        return heard == null || heard.body().isEmpty()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(heard.body());
    }
}
