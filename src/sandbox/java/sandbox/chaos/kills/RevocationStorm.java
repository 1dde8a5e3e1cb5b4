package sandbox.chaos.kills;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import sandbox.chaos.Bank;
import sandbox.chaos.Callers;
import sandbox.chaos.Campaign;
import sandbox.chaos.Customer;
import sandbox.chaos.Load;
import sandbox.chaos.OrderBook;
import sandbox.chaos.Outcome;
import sandbox.chaos.Reckoning;
import sandbox.chaos.Setting;
import sandbox.chaos.Together;
import sandbox.chaos.Verdict;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;

/**
 * Thousands of sessions are ended while customers pay on both nodes. Each is timed: from the answer that it is ended to
 * the first refusal, on the node that was told and on the other. After that nobody takes its token again.
 */
public final class RevocationStorm implements Campaign {

    private static final int BATCH = 250;
    private static final int WARM_UP = 100;
    private static final int AT_ONCE = 4;
    private static final int SIGN_IN_AT_ONCE = 8;
    private static final int CUSTOMERS = 12;
    private static final double FEW = 0.99;
    private static final Duration SAME_NODE = Duration.ofMillis(100);
    private static final Duration EVERYWHERE = Duration.ofSeconds(1);
    private static final Duration GIVE_UP = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final int TRIES = 60;
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final String PHONE_START = "99893";
    private static final String NOBODYS_CARD = "crd_00000000-0000-7000-8000-000000000000";

    @Override
    public String name() {
        return "revocation-storm";
    }

    @Override
    public String purpose() {
        return "thousands of sessions ended under load, each timed on both nodes";
    }

    @Override
    public int trials() {
        return 10_000;
    }

    @Override
    public int quickTrials() {
        return 500;
    }

    @Override
    public Outcome run(Setting setting) {
        var bank = Bank.open(2, setting.data());
        var verdict = new Verdict();
        try {
            return new Storm(bank, verdict, setting).run();
        } finally {
            bank.close(!verdict.isClean());
        }
    }

    /** One session, seen from the node that will end it and from the other. */
    private record Both(MobileApp same, MobileApp other) {}

    /** How long it took until a node refused, and how long ending took before. */
    private record Times(long same, long other, long ending) {}

    /** What is done to one bank. */
    private static final class Storm {

        private final Verdict verdict;
        private final Setting setting;
        private final String merchant;
        private final List<MobileApp> nodes;
        private final Bank bank;
        private final List<Times> times = new ArrayList<>();
        private final Queue<String> takenAgain = new ConcurrentLinkedQueue<>();
        private final Map<String, Object> lines = new LinkedHashMap<>();
        private int next = 1_000_000;

        Storm(Bank bank, Verdict verdict, Setting setting) {
            this.bank = bank;
            this.verdict = verdict;
            this.setting = setting;
            this.merchant = bank.merchants(1).getFirst();
            this.nodes = List.of(bank.phone(1), bank.phone(2));
        }

        Outcome run() {
            var over = new AtomicBoolean();
            var callers = new Callers();
            var customers = bank.customers(CUSTOMERS);
            var book = OrderBook.patient(setting.seed(), customers, bank.merchants(CUSTOMERS));
            try (var load = new Load(book, callers, setting.rate(), true);
                    var clerk = Executors.newSingleThreadExecutor()) {
                var orders = clerk.submit(() -> load.runWhile(() -> !over.get()));
                try {
                    revoke();
                } finally {
                    over.set(true);
                }
                lines.put("orders meanwhile", Together.result(orders));
            }
            reckon(customers, callers);
            judge();
            return Outcome.of(times.size(), verdict, lines);
        }

        // What was paid meanwhile has to add up as well.
        private void reckon(List<Customer> customers, Callers callers) {
            customers.forEach(Customer::renew);
            verdict.add(Reckoning.of(bank, callers.told()).verdict());
            verdict.rule("nobody was answered what nobody should be", callers.unexpected());
            verdict.rule("everybody was answered in the end", callers.gaveUp());
        }

        private void revoke() {
            batch(WARM_UP);
            times.clear();
            var last = List.<Both>of();
            while (times.size() < setting.trials() && verdict.isClean()) {
                var ended = batch(Math.min(BATCH, setting.trials() - times.size()));
                // Those of a batch ago; their tokens have not expired, so only the revocation refuses them.
                again(last);
                last = ended;
                setting.say("%d of %d revoked".formatted(times.size(), setting.trials()));
            }
            again(last);
        }

        private List<Both> batch(int size) {
            var sessions = Together.each(
                    SIGN_IN_AT_ONCE, IntStream.range(0, size).boxed().toList(), _ -> signIn());
            times.addAll(Together.each(AT_ONCE, sessions, this::end));
            return sessions;
        }

        private Both signIn() {
            var device = Device.fresh();
            int number = number();
            var first = nodes.get(number % 2).beside(device);
            var second = nodes.get((number + 1) % 2).beside(device);
            second.use(patiently(() -> first.signIn(PHONE_START + number)));
            for (var phone : List.of(first, second)) {
                var reply = attempt(phone);
                // A busy bank has taken the token too, or it would not have come as far as its books.
                if (reply.status() != 404 && reply.status() != 503) {
                    throw new IllegalStateException("A fresh token is not taken: " + reply.text());
                }
            }
            return new Both(first, second);
        }

        private synchronized int number() {
            return next++;
        }

        private Times end(Both both) {
            long asked = System.nanoTime();
            // A sabotaged run forgets one in a batch, and has to notice.
            boolean forgotten = setting.sabotage().isPresent() && number() % BATCH == 0;
            var path = "/v1/sessions/" + both.same().tokens().session();
            if (!forgotten) {
                patiently(() -> ended(both.same().delete(path)));
            }
            long told = System.nanoTime();
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                var same = people.submit(() -> refusedAfter(both.same(), told));
                var other = people.submit(() -> refusedAfter(both.other(), told));
                return new Times(Together.result(same), Together.result(other), told - asked);
            }
        }

        private static Reply ended(Reply reply) {
            if (reply.status() != 204) {
                throw new IllegalStateException("A session does not end: " + reply.status() + " " + reply.text());
            }
            return reply;
        }

        /** A machine that is too busy says so, and is asked again. */
        private static <T> T patiently(Supplier<T> asking) {
            for (int i = 1; ; i++) {
                try {
                    return asking.get();
                } catch (IllegalStateException busy) {
                    if (i == TRIES || !String.valueOf(busy.getMessage()).contains("503")) {
                        throw busy;
                    }
                    LockSupport.parkNanos(WAIT.toNanos());
                }
            }
        }

        private long refusedAfter(MobileApp phone, long told) {
            while (System.nanoTime() - told < GIVE_UP.toNanos()) {
                if (isRevoked(attempt(phone))) {
                    return System.nanoTime() - told;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return GIVE_UP.toNanos();
        }

        private void again(List<Both> ended) {
            Together.each(AT_ONCE, ended, both -> {
                for (var phone : List.of(both.same(), both.other())) {
                    var reply = attempt(phone);
                    if (!isRevoked(reply)) {
                        takenAgain.add(phone.tokens().session() + ": " + reply.status());
                    }
                }
                return both;
            });
        }

        private void judge() {
            var same = sorted(times.stream().map(Times::same).toList());
            var other = sorted(times.stream().map(Times::other).toList());
            lines.put("refused on the same node", summary(same));
            lines.put("refused on the other node", summary(other));
            lines.put(
                    "ending itself took",
                    summary(sorted(times.stream().map(Times::ending).toList())));
            verdict.rule(
                    "I12 of hundred revocations 99 hold on the same node within " + SAME_NODE.toMillis() + " ms",
                    at(same, FEW) <= SAME_NODE.toNanos(),
                    millis(at(same, FEW)));
            verdict.rule(
                    "I12 every revocation holds on both nodes within " + EVERYWHERE.toMillis() + " ms",
                    times.stream()
                            .mapToLong(it -> Math.max(it.same(), it.other()))
                            .filter(it -> it > EVERYWHERE.toNanos())
                            .mapToObj(Storm::millis)
                            .toList());
            verdict.rule("I12 nobody takes a token again that was refused", takenAgain);
        }

        private static List<Long> sorted(List<Long> nanos) {
            return nanos.stream().sorted().toList();
        }

        private static String summary(List<Long> sorted) {
            return "%d, p50 %s, p99 %s, max %s"
                    .formatted(
                            sorted.size(), millis(at(sorted, 0.5)), millis(at(sorted, FEW)), millis(sorted.getLast()));
        }

        private static long at(List<Long> sorted, double share) {
            return sorted.get((int) Math.ceil(sorted.size() * share) - 1);
        }

        private static String millis(long nanos) {
            return "%.1f ms".formatted(nanos / 1e6);
        }

        // Of a card that nobody has: a live token is told so, a dead one is not even heard.
        private Reply attempt(MobileApp phone) {
            return phone.post("/v1/payments", """
                    {"amount":{"value":"1000.00","currency":"UZS"},"source":{"type":"card","card":"%s"},
                     "destination":{"type":"merchant","merchant":"%s"}}
                    """.formatted(NOBODYS_CARD, merchant), MobileApp.newKey());
        }

        private static boolean isRevoked(Reply reply) {
            return reply.status() == 401
                    && reply.body().path("type").asString("").matches(".*/(token-revoked|session-ended)");
        }
    }
}
