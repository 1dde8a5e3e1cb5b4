package sandbox.chaos.kills;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Customer;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.chaos.Verdict;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.run.GatewayNode;
import sandbox.run.Verify;
import sandbox.visa.Rush;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cards that the bank issued meet the network. First the time of a decision at a steady pace; then 64 shops ask about
 * one card at the same moment, on two nodes of which one is killed meanwhile, for twice as much as the holder has.
 */
public final class CardRaces implements Campaign {

    private static final int CARDS = 8;
    private static final int AT_ONCE = 64;
    private static final int PER_SECOND = 100;
    private static final long PRICE = 100_00;
    private static final int AFFORDABLE = AT_ONCE / 2;
    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final Duration MEASURED_QUICKLY = Duration.ofSeconds(5);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration RUSH_LASTS = Duration.ofMillis(150);

    @Override
    public String name() {
        return "card-races";
    }

    @Override
    public String purpose() {
        return "64 authorisations at once on one issued card, kill -9 in between; and how long a decision takes";
    }

    @Override
    public int trials() {
        return 50;
    }

    @Override
    public int quickTrials() {
        return 3;
    }

    @Override
    public Outcome run(Setting setting) {
        var verdict = new Verdict();
        var bank = Bank.open(2, setting.data());
        try (var rush = new Rush(
                bank.running().nodes().stream().map(it -> it.ports().network()).toList())) {
            return new Races(bank, rush, verdict, setting).run();
        } finally {
            bank.close(!verdict.isClean());
        }
    }

    /** Somebody with a card of ours, as the network sees it. */
    private record Holder(Customer customer, JsonNode purchase) {

        static Holder of(Customer customer) {
            var phone = customer.phone();
            var path = "/v1/issued-cards";
            var made = ok(phone.post(path, "{\"form\":\"virtual\",\"currency\":\"UZS\"}", MobileApp.newKey()));
            var card = path + "/" + made.body().path("id").asString() + "/number";
            var challenge = ok(phone.post(card, "{}", MobileApp.newKey()));
            var shown = ok(phone.post(
                    card,
                    "{\"challengeId\":\"%s\",\"code\":\"%s\"}"
                            .formatted(
                                    challenge.body().path("challengeId").asString(),
                                    phone.code(customer.phoneNumber())),
                    MobileApp.newKey()));
            return new Holder(
                    customer,
                    JsonMapper.shared()
                            .readTree("{\"pan\":\"%s\",\"expiry\":\"%s\",\"amount\":\"%d\"}"
                                    .formatted(
                                            shown.body().path("number").asString(),
                                            shown.body().path("expiry").asString(),
                                            PRICE)));
        }

        private static Reply ok(Reply reply) {
            if (reply.status() >= 300) {
                throw new IllegalStateException(reply.status() + " " + reply.text());
            }
            return reply;
        }

        /** @param node counted from 0 */
        long balance(String which, int node) {
            var value = customer.phones()
                    .get(node)
                    .get("/v1/wallet")
                    .body()
                    .path("balances")
                    .path(0)
                    .path(which)
                    .path("value")
                    .asString();
            return new java.math.BigDecimal(value).movePointRight(2).longValueExact();
        }
    }

    /** What is done to one bank. */
    private static final class Races {

        private final Bank bank;
        private final Rush rush;
        private final Verdict verdict;
        private final Setting setting;
        private final SplittableRandom random;
        private final Map<String, Object> lines = new LinkedHashMap<>();
        private final List<Long> approved = new ArrayList<>();
        private int duplicates;

        Races(Bank bank, Rush rush, Verdict verdict, Setting setting) {
            this.bank = bank;
            this.rush = rush;
            this.verdict = verdict;
            this.setting = setting;
            this.random = new SplittableRandom(setting.seed());
        }

        Outcome run() {
            var holders = bank.customers(CARDS).stream().map(Holder::of).toList();
            measure(holders);
            var holder = holders.getFirst();
            leave(holder, AFFORDABLE * PRICE);
            int raced = 0;
            while (raced < setting.trials() && verdict.isClean()) {
                race(holder, raced++);
            }
            lines.put("approved of 64", approved);
            lines.put("asked again", duplicates + " messages");
            var report = Verify.report(bank.running());
            verdict.rule("./gateway verify: the ledger agrees with itself", report.isClean(), report.text());
            return Outcome.of(raced, verdict, lines);
        }

        private void measure(List<Holder> holders) {
            var cards = holders.stream().map(Holder::purchase).toList();
            undo(rush.paced(PER_SECOND, WARM_UP, cards).asked(), 0);
            var measured = rush.paced(PER_SECOND, setting.quick() ? MEASURED_QUICKLY : MEASURED, cards);
            var times = measured.times();
            lines.put(
                    "decision at 100/s",
                    String.format(
                            Locale.ROOT,
                            "%d decisions on %d cards, two nodes: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms;"
                                    + " codes %s",
                            times.getTotalCount(),
                            cards.size(),
                            times.getValueAtPercentile(50) / 1e6,
                            times.getValueAtPercentile(99) / 1e6,
                            times.getValueAtPercentile(99.9) / 1e6,
                            times.getMaxValue() / 1e6,
                            Rush.codes(measured.asked().stream())));
            verdict.rule(
                    "every authorisation was approved",
                    measured.asked().stream().allMatch(Rush.Asked::isApproved),
                    "at a steady pace");
            undo(measured.asked(), 0);
        }

        /** Spends whatever is more than that on something else. */
        private void leave(Holder holder, long minor) {
            long more = holder.balance("available", 0) - minor;
            var words = new TreeMap<String, String>();
            holder.purchase()
                    .properties()
                    .forEach(it -> words.put(it.getKey(), it.getValue().asString()));
            words.put("amount", String.valueOf(more));
            var rest = rush.authorisations(1, JsonMapper.shared().valueToTree(words));
            rush.insist(rest, 0, PATIENCE);
            if (!rest.getFirst().isApproved()) {
                throw new IllegalStateException(
                        "The rest was not taken: " + rest.getFirst().code());
            }
        }

        private void race(Holder holder, int number) {
            int victim = number % 2;
            int other = 1 - victim;
            holder.customer().renew();
            long held = holder.balance("held", other);
            long available = holder.balance("available", other);
            var all = rush.authorisations(AT_ONCE, holder.purchase());
            long lost = rushAndKill(all, bank.node(1 + victim));
            verdict.rule("everybody is answered by the other node", rush.insist(all, other, PATIENCE), "in a minute");
            long yes = all.stream().filter(Rush.Asked::isApproved).count();
            approved.add(yes);
            verdict.rule(
                    "exactly as many are approved as there is money for",
                    yes == AFFORDABLE,
                    "race %d: %d instead of %d, codes %s".formatted(number, yes, AFFORDABLE, Rush.codes(all.stream())));
            verdict.rule(
                    "exactly what was approved is held",
                    holder.balance("held", other) == held + yes * PRICE
                            && holder.balance("available", other) == available - yes * PRICE,
                    "race " + number);
            repeat(all, victim, number);
            undo(all, victim);
            verdict.rule(
                    "what was undone is free again",
                    holder.balance("held", other) == held && holder.balance("available", other) == available,
                    "race " + number);
            setting.say("%d: kill -9 node %d, %d of 64 unanswered, %d approved"
                    .formatted(number + 1, 1 + victim, lost, yes));
        }

        /** Emits how many heard nothing. */
        private long rushAndKill(List<Rush.Asked> all, GatewayNode node) {
            var asking = rush.ask(all, 0, 1);
            LockSupport.parkNanos(random.nextLong(RUSH_LASTS.toNanos()));
            node.part().kill();
            asking.join();
            return all.stream().filter(it -> !it.isAnswered()).count();
        }

        /** Everything once more, at the node that lived and at the one that is started again. */
        private void repeat(List<Rush.Asked> all, int victim, int number) {
            rush.ask(all, 1 - victim).join();
            var node = bank.node(1 + victim);
            node.part().restart();
            node.awaitReady();
            rush.ask(all, victim).join();
            duplicates += 2 * AT_ONCE;
            verdict.rule(
                    "a duplicate is answered the same, byte for byte, by both nodes",
                    all.stream().noneMatch(Rush.Asked::isContradicted),
                    "race " + number);
        }

        private void undo(List<Rush.Asked> all, int node) {
            var reversals = rush.reversals(all);
            IntStream.iterate(0, i -> i < reversals.size(), i -> i + AT_ONCE)
                    .mapToObj(i -> reversals.subList(i, Math.min(reversals.size(), i + AT_ONCE)))
                    .forEach(some -> verdict.rule(
                            "every reversal is answered", rush.insist(some, node, PATIENCE), "in a minute"));
        }
    }
}
