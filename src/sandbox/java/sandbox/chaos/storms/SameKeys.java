package sandbox.chaos.storms;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Outcome;
import sandbox.chaos.Reckoning;
import sandbox.chaos.Setting;
import sandbox.chaos.Verdict;
import sandbox.crowd.Crowd;
import sandbox.crowd.Payer;
import sandbox.crowd.Wire;

/** A hundred clients with one key at once, over both nodes, some of them with another body: one payment, one answer. */
public final class SameKeys implements Campaign {

    private static final String PAYMENTS = "select count(*) from payments.payment where idempotency_key = any (?)";
    private static final int TWINS = 100;
    private static final int EVERY_OTHER_BODY = 10;
    private static final int STORMS_AT_ONCE = 3;
    private static final int CUSTOMERS = 60;
    private static final int MERCHANTS = 30;
    private static final int RENEW_EVERY = 200;
    private static final double RAIL_FAULTS = 0.1;
    private static final int AGAIN = 40;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration STORMS_END = Duration.ofMinutes(15);

    @Override
    public String name() {
        return "same-keys";
    }

    @Override
    public String purpose() {
        return "a hundred requests with one key at once over two nodes, a tenth with another body: one payment each";
    }

    @Override
    public int trials() {
        return 1_000;
    }

    @Override
    public int quickTrials() {
        return 50;
    }

    @Override
    public Outcome run(Setting setting) {
        try (var bank = Bank.open(2, setting.data());
                var one = new Wire(bank.node(1).plain());
                var other = new Wire(bank.node(2).plain())) {
            var crowd = Crowd.gather(bank.running(), one, CUSTOMERS, MERCHANTS);
            var hearing = new Hearing(bank.node(1).plain());
            return new Storms(setting, bank, List.of(one, other), crowd, hearing).run();
        }
    }

    /** The answers to one key. */
    private record Heard(
            Payer payer, Payer.Wish wish, Payer.Wish changed, List<Wire.Reply> same, List<Wire.Reply> others) {

        List<String> told(int status) {
            return same.stream()
                    .filter(reply -> reply.status() == status)
                    .map(Wire.Reply::body)
                    .toList();
        }
    }

    /** One run. */
    private record Storms(Setting setting, Bank bank, List<Wire> wires, Crowd crowd, Hearing hearing) {

        Outcome run() {
            var verdict = new Verdict();
            var answers = new TreeMap<String, Long>();
            bank.sandbox().breakRails(setting.seed(), RAIL_FAULTS);
            int done = 0;
            while (done < setting.trials() && verdict.isClean()) {
                crowd.refresh(wires.getFirst());
                int count = Math.min(RENEW_EVERY, setting.trials() - done);
                judge(storms(count, TWINS), verdict, answers);
                done += count;
                setting.say("%d of %d keys, %d violations".formatted(done, setting.trials(), verdict.count()));
            }
            bank.sandbox().heal();
            verdict.add(Reckoning.of(bank, hearing.told(), setting.sabotage()).verdict());
            verdict.rule("twins with keys of their own are seen as several", strangers() > 1, "they are not");
            Map<String, Object> measured = new LinkedHashMap<>();
            measured.put("requests", (long) done * TWINS);
            measured.put("answers", answers);
            return Outcome.of(done, verdict, measured);
        }

        private List<Heard> storms(int count, int twins) {
            return Flux.range(0, count)
                    .flatMap(number -> storm(number, twins), STORMS_AT_ONCE)
                    .collectList()
                    .blockOptional(STORMS_END)
                    .orElseThrow();
        }

        private Mono<Heard> storm(int number, int twins) {
            var payer = crowd.payers().get(number % crowd.payers().size());
            var wish =
                    payer.wish(crowd.merchants().get(number % crowd.merchants().size()));
            var changed = new Payer.Wish(wish.key(), wish.body().replace("\"value\":\"", "\"value\":\"1"));
            var same = Flux.range(1, twins)
                    .filter(twin -> twin % EVERY_OTHER_BODY != 0)
                    .flatMap(twin -> patiently(payer, wish, twin), twins)
                    .collectList();
            var others = Flux.range(1, twins / EVERY_OTHER_BODY)
                    .flatMap(twin -> patiently(payer, changed, twin), twins)
                    .collectList();
            return Mono.zip(same, others, (mine, theirs) -> new Heard(payer, wish, changed, mine, theirs));
        }

        // Asks again as long as it is told that this is too early, each time at the other node.
        private Mono<Wire.Reply> patiently(Payer payer, Payer.Wish wish, int turn) {
            return payer.payAgain(wires.get(turn % wires.size()), wish)
                    .timeout(PATIENCE)
                    .flatMap(reply -> turn < AGAIN * TWINS && (reply.status() == 409 || reply.status() == 503)
                            ? Mono.delay(PAUSE).then(Mono.defer(() -> patiently(payer, wish, turn + TWINS + 1)))
                            : Mono.just(reply));
        }

        private void judge(List<Heard> all, Verdict verdict, Map<String, Long> answers) {
            for (var heard : all) {
                // Whoever came first decides which body the key stands for.
                boolean mine = !heard.told(201).isEmpty();
                var right = mine ? heard.same : heard.others;
                var wrong = mine ? heard.others : heard.same;
                // All of them heard the same, or the rule below says so.
                hearing.hear(heard.payer.customer(), mine ? heard.wish : heard.changed, right.getFirst());
                right.forEach(reply -> answers.merge(reply.status() + " same body", 1L, Long::sum));
                wrong.forEach(reply -> answers.merge(reply.status() + " another body", 1L, Long::sum));
                verdict.rule(
                        "all who asked for the same hear the same, byte for byte",
                        right.stream().map(Wire.Reply::body).distinct().count() == 1
                                && right.getFirst().status() == 201,
                        heard.wish.key() + " heard " + words(right));
                verdict.rule(
                        "all who asked for something else are refused",
                        wrong.stream().allMatch(reply -> reply.status() == 422),
                        heard.wish.key() + " heard " + words(wrong));
            }
            verdict.rule(
                    "one payment for each key",
                    payments(all) == all.size(),
                    "%d payments for %d keys".formatted(payments(all), all.size()));
        }

        private static String words(List<Wire.Reply> replies) {
            return replies.stream()
                    .collect(Collectors.groupingBy(reply -> reply.status() + " " + reply.body(), Collectors.counting()))
                    .toString();
        }

        private long payments(List<Heard> all) {
            return payments(all.stream().map(heard -> heard.wish.key()).toArray(String[]::new));
        }

        private long payments(String... keys) {
            try (var connection = bank.running().database().jdbc();
                    var count = connection.prepareStatement(PAYMENTS)) {
                count.setArray(1, connection.createArrayOf("text", keys));
                try (var rows = count.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The payments cannot be counted", e);
            }
        }

        /** The control: ten who want the same, but each with a key of its own. */
        private long strangers() {
            crowd.refresh(wires.getFirst());
            var payer = crowd.payers().getFirst();
            var wishes = IntStream.range(0, 10)
                    .mapToObj(_ -> payer.wish(crowd.merchants().getFirst()))
                    .toList();
            var replies = new ArrayList<Wire.Reply>();
            wishes.forEach(wish ->
                    replies.add(patiently(payer, wish, 1).blockOptional().orElseThrow()));
            return payments(wishes.stream().map(Payer.Wish::key).toArray(String[]::new));
        }
    }
}
