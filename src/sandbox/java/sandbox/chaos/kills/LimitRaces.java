package sandbox.chaos.kills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Customer;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.chaos.Together;
import sandbox.chaos.Verdict;
import sandbox.mobile.MobileApp;
import sandbox.run.RunOptions;
import sandbox.run.Verify;
import sandbox.run.Wiring;

/**
 * One customer pays 64 times at the same moment, on two nodes of which one is killed meanwhile, under a limit that has
 * room for half of it. In turn out of the wallet, which is paid at once, and with a card, whose rail is under way then.
 */
public final class LimitRaces implements Campaign {

    private static final int AT_ONCE = 64;
    private static final int ROOM = AT_ONCE / 2;
    private static final Duration RUSH_LASTS = Duration.ofMillis(600);
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final String PACK = """
            format: 1
            pack: limit-races
            limits:
              - id: race
                version: 1
                decided: 2026-01-01
                from: 2026-01-02
                source: "chaos"
                confidence: sample
                text: {uz: "Poyga", ru: "Гонка", en: "Race"}
                operations: [wallet-to-merchant, card-to-merchant]
                per: [customer]
                measure: amount
                window: {lifetime: "yes"}
                currency: UZS
                max: "%d.00"
            """.formatted(ROOM);

    @Override
    public String name() {
        return "limit-races";
    }

    @Override
    public String purpose() {
        return "64 payments at once under one limit, kill -9 in between: no more than fits, and all of it counted";
    }

    @Override
    public int trials() {
        return 40;
    }

    @Override
    public int quickTrials() {
        return 4;
    }

    @Override
    public Outcome run(Setting setting) {
        var verdict = new Verdict();
        var bank = Bank.openWired(2, setting.data(), LimitRaces::limited);
        try {
            return new Races(bank, verdict, setting).run();
        } finally {
            bank.close(!verdict.isClean());
        }
    }

    private static Wiring limited(RunOptions run) {
        return Wiring.with(() -> Map.of("gateway.limits.pack", "file:" + pack(run.data())));
    }

    private static Path pack(Path folder) {
        try {
            return Files.writeString(folder.resolve("limit-races.yaml"), PACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is done to one bank. */
    private static final class Races {

        private final Bank bank;
        private final Verdict verdict;
        private final Setting setting;
        private final String merchant;
        private final SplittableRandom random;
        private final List<String> ended = new ArrayList<>();

        Races(Bank bank, Verdict verdict, Setting setting) {
            this.bank = bank;
            this.verdict = verdict;
            this.setting = setting;
            this.merchant = bank.merchants(1).getFirst();
            this.random = new SplittableRandom(setting.seed());
        }

        Outcome run() {
            var customers = bank.customers(setting.trials());
            for (int i = 0; i < customers.size() && verdict.isClean(); i++) {
                customers.get(i).renew();
                race(customers.get(i), i);
            }
            Map<String, Object> lines = new LinkedHashMap<>();
            lines.put("races", ended);
            lines.put("asked again", 2 * AT_ONCE * ended.size() + " payments");
            var report = Verify.report(bank.running());
            verdict.rule("./gateway verify: the books agree with themselves", report.isClean(), report.text());
            return Outcome.of(ended.size(), verdict, lines);
        }

        private void race(Customer customer, int number) {
            int victim = number / 2 % 2;
            int other = 1 - victim;
            boolean byCard = number % 2 == 1;
            var all = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> new AskedPayment(body(customer, byCard)))
                    .toList();
            long lost = rushAndKill(customer, all, victim);
            var phone = customer.phones().get(other);
            Together.forEach(all, it -> it.insist(phone, PATIENCE));
            verdict.rule(
                    "everybody is answered by the other node",
                    all.stream().allMatch(AskedPayment::isAnswered),
                    "race " + number);
            if (!verdict.isClean()) {
                return;
            }
            long completed = settled(all, phone);
            judge(customer, number, byCard, completed, other);
            repeat(customer, all, victim, number);
            judge(customer, number, byCard, completed, victim);
            ended.add("%s: kill -9 node %d, %d of %d unanswered, %d completed"
                    .formatted(byCard ? "card" : "wallet", 1 + victim, lost, AT_ONCE, completed));
            setting.say(ended.getLast());
        }

        private String body(Customer customer, boolean byCard) {
            var source = byCard
                    ? "{\"type\":\"card\",\"card\":\"%s\"}"
                            .formatted(customer.cards().get("humo"))
                    : "{\"type\":\"wallet\"}";
            return """
                    {"amount":{"value":"1.00","currency":"UZS"},"source":%s,
                     "destination":{"type":"merchant","merchant":"%s"}}""".formatted(source, merchant);
        }

        /** Emits how many heard nothing. */
        private long rushAndKill(Customer customer, List<AskedPayment> all, int victim) {
            long wait = random.nextLong(RUSH_LASTS.toNanos());
            try (var murderer = Executors.newVirtualThreadPerTaskExecutor()) {
                murderer.execute(() -> {
                    LockSupport.parkNanos(wait);
                    bank.node(1 + victim).part().kill();
                });
                Together.forEach(all, it -> it.ask(customer.phones().get(all.indexOf(it) % 2), FIRST_PATIENCE));
            }
            return all.stream().filter(it -> !it.isAnswered()).count();
        }

        /** Waits until all are final; emits how many of them have moved money. */
        private long settled(List<AskedPayment> all, MobileApp phone) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            long completed = 0;
            for (var it : all.stream().filter(AskedPayment::isTaken).toList()) {
                var status = it.status(phone);
                while (!status.equals("completed") && !status.equals("declined") && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                    status = it.status(phone);
                }
                verdict.rule(
                        "every payment that was begun ends",
                        status.equals("completed") || status.equals("declined"),
                        it.id() + " " + status);
                completed += status.equals("completed") ? 1 : 0;
            }
            return completed;
        }

        private void judge(Customer customer, int number, boolean byCard, long completed, int node) {
            var limit = customer.phones()
                    .get(node)
                    .get("/v1/limits")
                    .body()
                    .path("limits")
                    .path(0);
            var what = "race %d: %d completed, %s".formatted(number, completed, limit);
            verdict.rule("no more is paid than the limit has room for", completed <= ROOM, what);
            // With a card, room that a payment had is given back when its rail never heard of it.
            verdict.rule("all the room there is is used out of a wallet", byCard || completed == ROOM, what);
            verdict.rule(
                    "what is used and reserved is what was paid, no more and no less",
                    limit.path("used").asString().equals(completed + ".00"),
                    what);
        }

        /** Everything once more, at the node that lived and at the one that is started again. */
        private void repeat(Customer customer, List<AskedPayment> all, int victim, int number) {
            var node = bank.node(1 + victim);
            node.part().restart();
            node.awaitReady();
            var others = new ConcurrentLinkedQueue<String>();
            for (var phone : customer.phones()) {
                Together.forEach(all, it -> {
                    var again = it.again(phone, PATIENCE);
                    if (!it.isSame(again)) {
                        others.add("race %d: %s, then %s"
                                .formatted(number, it.reply().text(), again.text()));
                    }
                });
            }
            verdict.rule("a repeat hears the same answer, byte for byte but for its trace, from both nodes", others);
        }
    }
}
