package sandbox.chaos.kills;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Customer;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.chaos.Verdict;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;

/**
 * Two nodes over the same stores. A session that is ended on one is refused on the other within a second; without Redis
 * it still is, within the bound, and good tokens still pay.
 */
public final class RevocationRounds implements Campaign {

    private static final int WARM_UP = 5;
    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final Duration BOUND_WITHOUT_REDIS = Duration.ofSeconds(5);
    private static final Duration GIVE_UP = Duration.ofSeconds(10);
    private static final Duration OUTAGE = Duration.ofSeconds(6);
    private static final String PHONE_START = "99891";

    @Override
    public String name() {
        return "revocation";
    }

    @Override
    public String purpose() {
        return "sessions ended on one node are refused on the other: with, without and again with Redis";
    }

    @Override
    public int trials() {
        return 300;
    }

    @Override
    public int quickTrials() {
        return 90;
    }

    @Override
    public Outcome run(Setting setting) {
        var bank = Bank.open(2, setting.data());
        var verdict = new Verdict();
        try {
            return new Rounds(bank, verdict, setting.trials()).run();
        } finally {
            bank.close(!verdict.isClean());
        }
    }

    /** One session, seen from both nodes. */
    private record Both(MobileApp first, MobileApp second) {}

    /** What is done to one bank. */
    private static final class Rounds {

        private final Bank bank;
        private final Verdict verdict;
        private final int trials;
        private final Map<String, Object> lines = new LinkedHashMap<>();
        private final String merchant;
        private final Customer payer;
        private int next = 1_000_000;

        Rounds(Bank bank, Verdict verdict, int trials) {
            this.bank = bank;
            this.verdict = verdict;
            this.trials = trials;
            this.merchant = bank.merchants(1).getFirst();
            this.payer = bank.customer(1);
        }

        Outcome run() {
            // Cold programs are slow at everything; that is not what is measured here.
            for (int i = 0; i < WARM_UP; i++) {
                var both = signIn();
                end(both);
                awaitRefusal(both.second());
            }
            int without = Math.max(1, trials / 9);
            int back = Math.max(1, trials * 2 / 9);
            measure("with Redis", Math.max(1, trials - without - back), BOUND);
            var dead = signIn();
            end(dead);
            awaitRefusal(dead.second());
            var redis = bank.part("redis");
            redis.kill();
            pays("right after Redis was killed");
            measure("without Redis", without, BOUND_WITHOUT_REDIS);
            LockSupport.parkNanos(OUTAGE.toNanos());
            refusesOnBoth(dead, "a token revoked before, Redis away for seconds");
            pays("after " + OUTAGE.toSeconds() + " s and more without Redis");
            redis.restart();
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            refusesOnBoth(dead, "a token revoked before, Redis back");
            pays("with Redis back");
            measure("with Redis back", back, BOUND);
            return Outcome.of(trials, verdict, lines);
        }

        private void measure(String when, int rounds, Duration bound) {
            var times = new ArrayList<Duration>();
            for (int i = 0; i < rounds; i++) {
                var both = signIn();
                if (both.second().get("/v1/sessions").status() != 200) {
                    throw new IllegalStateException("Node 2 does not know a fresh token");
                }
                long began = System.nanoTime();
                end(both);
                awaitRefusal(both.second());
                times.add(Duration.ofNanos(System.nanoTime() - began));
            }
            Collections.sort(times);
            lines.put("revoked → refused, " + when, summary(times));
            verdict.rule(
                    "I12 the other node refuses within %d s %s".formatted(bound.toSeconds(), when),
                    times.stream()
                            .filter(time -> time.compareTo(bound) > 0)
                            .map(Duration::toString)
                            .toList());
        }

        private static String summary(List<Duration> sorted) {
            return "%d rounds, p50 %d ms, p99 %d ms, max %d ms"
                    .formatted(
                            sorted.size(),
                            sorted.get(sorted.size() / 2).toMillis(),
                            sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1)
                                    .toMillis(),
                            sorted.getLast().toMillis());
        }

        private Both signIn() {
            var device = Device.fresh();
            var sandbox = bank.running().sandbox();
            var first = new MobileApp(bank.node(1).plain(), sandbox, device, null);
            var second = new MobileApp(bank.node(2).plain(), sandbox, device, null);
            second.use(first.signIn(PHONE_START + next++));
            return new Both(first, second);
        }

        private static void end(Both both) {
            var reply =
                    both.first().delete("/v1/sessions/" + both.first().tokens().session());
            if (reply.status() != 204) {
                throw new IllegalStateException("The session does not end: " + reply.status() + " " + reply.text());
            }
        }

        /** As money asks: with a POST, whose token is looked at more strictly than a GET's. */
        private void awaitRefusal(MobileApp phone) {
            long deadline = System.nanoTime() + GIVE_UP.toNanos();
            while (!isRevoked(attempt(phone))) {
                if (System.nanoTime() > deadline) {
                    return;
                }
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }

        private void refusesOnBoth(Both dead, String when) {
            var accepted = new ArrayList<String>();
            for (var phone : List.of(dead.first(), dead.second())) {
                var reply = attempt(phone);
                if (!isRevoked(reply)) {
                    accepted.add(reply.status() + " " + reply.text());
                }
            }
            verdict.rule("I12 no node takes " + when, accepted);
        }

        private void pays(String when) {
            var failed = new ArrayList<String>();
            for (int node = 1; node <= 2; node++) {
                var phone = node == 1
                        ? payer.phone()
                        : payer.phone().at(bank.node(node).plain());
                var reply = phone.post("/v1/payments", body(payer.cards().get("uzcard")), MobileApp.newKey());
                if (!reply.body().path("status").asString("").equals("completed")) {
                    failed.add("node " + node + ": " + reply.status() + " " + reply.text());
                }
            }
            verdict.rule("a good token pays on both nodes " + when, failed);
        }

        // Of a card that nobody has: a live token is told so, a dead one is not even heard.
        private Reply attempt(MobileApp phone) {
            return phone.post("/v1/payments", body("crd_00000000-0000-7000-8000-000000000000"), MobileApp.newKey());
        }

        private String body(@org.jspecify.annotations.Nullable String card) {
            return """
                {"amount":{"value":"1000.00","currency":"UZS"},"source":{"type":"card","card":"%s"},
                 "destination":{"type":"merchant","merchant":"%s"}}
                """.formatted(card, merchant);
        }

        private static boolean isRevoked(Reply reply) {
            return reply.status() == 401
                    && reply.body().path("type").asString("").matches(".*/(token-revoked|session-ended)");
        }
    }
}
