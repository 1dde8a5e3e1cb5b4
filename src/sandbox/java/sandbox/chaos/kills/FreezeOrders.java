package sandbox.chaos.kills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Customer;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.chaos.Verdict;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.run.RunOptions;
import sandbox.run.SandboxPart;
import sandbox.run.Wiring;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state antifraud tells one node to freeze a card while a payment by it waits for its code at the other one. The
 * other one refuses within two seconds, also the payment that waits, and takes payments again by itself when the order
 * ends. Then it freezes the customer, whose session ends within two seconds, and who may sign in and pay afterwards.
 */
public final class FreezeOrders implements Campaign {

    private static final int CUSTOMERS = 4;
    /** More than anybody pays without a code. */
    private static final long NEEDS_CODE = 1_500_000_00;

    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration FROZEN = Duration.ofSeconds(6);
    private static final Duration GIVE_UP = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    @Override
    public String name() {
        return "freeze";
    }

    @Override
    public String purpose() {
        return "the state's order at one node stops a waiting payment or a session at the other, and ends by itself";
    }

    @Override
    public int trials() {
        return 40;
    }

    @Override
    public int quickTrials() {
        return 2;
    }

    @Override
    public Outcome run(Setting setting) {
        var verdict = new Verdict();
        var bank = Bank.openWired(2, setting.data(), FreezeOrders::withState);
        try {
            return new Orders(bank, verdict, setting).run();
        } finally {
            bank.close(!verdict.isClean());
        }
    }

    private static Wiring withState(RunOptions run) {
        return Wiring.with(() -> {
            var state = new TreeMap<>(SandboxPart.stateAntifraud(run.sandboxPort()));
            // How soon it answers is not what is looked at.
            state.put("gateway.fraud.state.deadline", "2s");
            return state;
        });
    }

    /** Whether the money has moved: a payment that is declined or held back is created as well. */
    static boolean isPaid(Reply reply) {
        return reply.status() == 201 && reply.body().path("status").asString("").equals("completed");
    }

    private record Order(String name, String kind, String subject, Instant began, Instant ends) {}

    /** What is done to one bank. */
    private static final class Orders {

        // An upgrade to HTTP/2 may not carry a body there.
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final Bank bank;
        private final Verdict verdict;
        private final Setting setting;
        private final URI state;
        private final String merchant;
        private final List<Duration> refusedAfter = new ArrayList<>();
        private final List<Duration> signedOutAfter = new ArrayList<>();
        private final List<Duration> freeAfter = new ArrayList<>();

        Orders(Bank bank, Verdict verdict, Setting setting) {
            this.bank = bank;
            this.verdict = verdict;
            this.setting = setting;
            this.merchant = bank.merchants(1).getFirst();
            this.state = URI.create("http://127.0.0.1:"
                    + JsonMapper.shared()
                            .readTree(get(bank.running().sandbox().resolve("/health")))
                            .path("ports")
                            .path("antifraud")
                            .asInt());
        }

        Outcome run() {
            var customers = bank.customers(CUSTOMERS);
            customers.forEach(it -> pay(it, 10_00));
            for (int i = 0; i < setting.trials() && verdict.isClean(); i++) {
                var customer = customers.get(i % customers.size());
                customer.renew();
                freezeCard(customer, "chaos-%d-card-%d".formatted(setting.seed(), i));
                freezeCustomer(customer, "chaos-%d-customer-%d".formatted(setting.seed(), i));
            }
            Map<String, Object> lines = new LinkedHashMap<>();
            lines.put("order → refused elsewhere", summary(refusedAfter));
            lines.put("order → signed out elsewhere", summary(signedOutAfter));
            lines.put("its end → paid elsewhere", summary(freeAfter));
            return Outcome.of(refusedAfter.size(), verdict, lines);
        }

        private void freezeCard(Customer customer, String name) {
            var waiting = pay(customer, NEEDS_CODE);
            if (!status(waiting).equals("action_required")) {
                throw new IllegalStateException("It does not wait for a code: " + waiting.text());
            }
            var began = Instant.now();
            var ends = began.plus(FROZEN).truncatedTo(ChronoUnit.MILLIS);
            var card = Objects.requireNonNull(customer.cards().get("uzcard"));
            order(new Order(name, "card", card, began, ends));
            within(refusedAfter, "the other node refuses within two seconds", name, await(began, customer, Orders::no));
            confirm(customer, waiting.body().path("id").asString(), name);
            unfrozen(customer, ends, name);
        }

        private void freezeCustomer(Customer customer, String name) {
            var began = Instant.now();
            order(new Order(name, "customer", customer.id(), began, began.plus(FROZEN)));
            within(
                    signedOutAfter,
                    "the session ends at the other node within two seconds",
                    name,
                    await(began, customer, it -> it.status() == 401));
            LockSupport.parkNanos(FROZEN.toNanos());
            customer.signInAgain();
            var small = pay(customer, 10_00);
            verdict.rule("whoever signs in afterwards may pay", isPaid(small), name + ": " + small.text());
        }

        private void confirm(Customer customer, String payment, String name) {
            var confirmed = customer.phones()
                    .getLast()
                    .post(
                            "/v1/payments/" + payment + "/confirm",
                            "{\"code\":\"%s\"}".formatted(customer.phone().code(customer.phoneNumber())),
                            MobileApp.newKey());
            verdict.rule(
                    "the payment that waited for its code is declined",
                    status(confirmed).equals("declined") && confirmed.text().contains("legal_restriction"),
                    name + ": " + confirmed.text());
        }

        private void unfrozen(Customer customer, Instant ends, String name) {
            within(
                    freeAfter,
                    "the order ends by itself within two seconds",
                    name,
                    await(ends, customer, FreezeOrders::isPaid));
            verdict.rule(
                    "nobody pays before the order ends",
                    !freeAfter.getLast().isNegative(),
                    name + ": " + freeAfter.getLast());
            setting.say("%s: refused after %d ms, free %d ms after its end"
                    .formatted(
                            name,
                            refusedAfter.getLast().toMillis(),
                            freeAfter.getLast().toMillis()));
        }

        private void within(List<Duration> kept, String rule, String name, Duration took) {
            kept.add(took);
            verdict.rule(rule, took.compareTo(BOUND) <= 0, name + ": " + took);
        }

        private static boolean no(Reply reply) {
            return reply.text().contains("payments-restricted");
        }

        /** How long after that moment the other node answers a payment like this. */
        private Duration await(Instant since, Customer customer, java.util.function.Predicate<Reply> like) {
            var until = since.plus(FROZEN).plus(GIVE_UP);
            while (true) {
                var answer = pay(customer, 10_00);
                var now = Instant.now();
                if (like.test(answer) || now.isAfter(until)) {
                    return Duration.between(since, now);
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }

        /** At the node that the order was not sent to. */
        private Reply pay(Customer customer, long minor) {
            return customer.phones()
                    .getLast()
                    .post(
                            "/v1/payments",
                            """
                            {"amount":{"value":"%d.%02d","currency":"UZS"},"source":{"type":"card","card":"%s"},
                             "destination":{"type":"merchant","merchant":"%s"}}
                            """.formatted(
                                    minor / 100, minor % 100, customer.cards().get("uzcard"), merchant),
                            MobileApp.newKey());
        }

        private static String status(Reply reply) {
            return reply.body().path("status").asString("");
        }

        private void order(Order order) {
            var body = """
                    {"orderId":"%s","action":"freeze","subject":{"type":"%s","id":"%s"},
                     "issuedAt":"%s","until":"%s","reason":"suspected"}
                    """.formatted(order.name(), order.kind(), order.subject(), order.began(), order.ends());
            var page = state.resolve("/orders?gateway=" + bank.node(1).plain());
            var answer = send(HttpRequest.newBuilder(page)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)));
            if (!answer.contains("in-force")) {
                throw new IllegalStateException("The order was not taken: " + answer);
            }
        }

        private String get(URI page) {
            return send(HttpRequest.newBuilder(page).GET());
        }

        private String send(HttpRequest.Builder request) {
            try {
                return http.send(request.build(), BodyHandlers.ofString()).body();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static String summary(List<Duration> times) {
            var sorted = new ArrayList<>(times);
            Collections.sort(sorted);
            return sorted.isEmpty()
                    ? "never"
                    : "%d orders, p50 %d ms, max %d ms"
                            .formatted(
                                    sorted.size(),
                                    sorted.get(sorted.size() / 2).toMillis(),
                                    sorted.getLast().toMillis());
        }
    }
}
