package sandbox.chaos.faults;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Customer;
import sandbox.chaos.Order;
import sandbox.chaos.Told;
import sandbox.chaos.faults.Cell.Manner;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.mobile.ShownCodes;

/** What one customer does in one cell, on the node that crashes and then on the one that does not. */
final class CustomerErrand implements Errand {

    private static final Set<Integer> COME_AGAIN = Set.of(409, 429, 503);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    // Long enough for the payment to stand at its point, also on a node that has just begun, before the other one
    // hears.
    private static final Duration HANGS_UP_AFTER = Duration.ofSeconds(3);
    private static final Duration TWIN_COMES_AFTER = Duration.ofSeconds(2);
    private static final Duration GIVES_UP = Duration.ofSeconds(100);
    private static final Duration PAUSE = Duration.ofMillis(700);
    private static final Duration LOOKS_ON = Duration.ofSeconds(30);
    private static final Set<String> OPEN = Set.of("debiting", "debit_unknown", "awaiting_payer");

    private final Cell cell;
    private final Customer customer;
    private final String merchant;
    private final long minor;
    private final String key = MobileApp.newKey();
    private final String code = ShownCodes.fresh(new SecureRandom());
    private final Collection<Told> told;
    private final Collection<String> unexpected;

    CustomerErrand(Cell cell, int number, Customer customer, String merchant, Notes notes) {
        this.cell = cell;
        this.customer = customer;
        this.merchant = merchant;
        this.minor = cell.minor(number);
        this.told = notes.told();
        this.unexpected = notes.unexpected();
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Cell cell() {
        return cell;
    }

    @Override
    public void run() {
        if (cell.scene().isRefund()) {
            refund();
            return;
        }
        var body = body(minor);
        var made = ask("/v1/payments", body, key, 201);
        made.ifPresent(reply -> remember(reply, key, minor, body));
        var id = made.map(reply -> reply.body().path("id").asString());
        if (cell.scene().waits()) {
            id.ifPresent(it -> decide(it, body));
        }
        if (cell.scene().isBill()) {
            id.ifPresent(this::lookOn);
        }
    }

    /** Until the bill is paid or given up: what happens then has points of its own. */
    private void lookOn(String id) {
        long deadline = System.nanoTime() + LOOKS_ON.toNanos();
        while (System.nanoTime() < deadline && OPEN.contains(status(id))) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private String status(String id) {
        try {
            return customer.phone()
                    .get("/v1/payments/" + id)
                    .body()
                    .path("status")
                    .asString("");
        } catch (UncheckedIOException e) {
            return "";
        }
    }

    private void decide(String id, String body) {
        var path = "/v1/payments/" + id;
        var decided = cell.scene() == Cell.Scene.CANCELLED
                ? ask(path + "/cancel", "{}", MobileApp.newKey(), 200)
                : ask(path + "/confirm", "{\"code\":\"%s\"}".formatted(code()), MobileApp.newKey(), 200);
        decided.ifPresent(reply -> remember(reply, key, minor, body));
    }

    private String code() {
        return phones().getLast().code(customer.phoneNumber());
    }

    private void refund() {
        // A good amount, larger than what is given back where a part may be.
        long paid = cell.scene().isWhole() ? minor : (minor / 100 + 1_000) * 100 + 10;
        var paymentKey = MobileApp.newKey();
        var body = body(paid);
        var safe = phones().subList(1, 2);
        var made = ask(safe, "/v1/payments", body, paymentKey, PATIENCE, 201);
        made.ifPresent(reply -> remember(reply, paymentKey, paid, body));
        made.ifPresent(reply -> ask(
                "/v1/payments/" + reply.body().path("id").asString() + "/refunds",
                cell.scene().isWhole()
                        ? "{}"
                        : "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"}}".formatted(amount(minor)),
                key,
                201));
    }

    // The node that crashes comes first.
    private List<MobileApp> phones() {
        return customer.phones().reversed();
    }

    private Optional<Reply> ask(String path, String body, String requestKey, int good) {
        if (cell.manner() != Manner.ASKS_TWICE) {
            var first = cell.manner() == Manner.HANGS_UP ? HANGS_UP_AFTER : PATIENCE;
            return ask(phones(), path, body, requestKey, first, good);
        }
        var twin = new CompletableFuture<Optional<Reply>>();
        Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(TWIN_COMES_AFTER.toNanos());
            twin.complete(ask(customer.phones(), path, body, requestKey, PATIENCE, good));
        });
        var one = ask(phones(), path, body, requestKey, PATIENCE, good);
        var other = twin.join();
        if (one.isPresent()
                && other.isPresent()
                && !one.get().text().equals(other.get().text())) {
            unexpected.add(
                    "twins heard " + one.get().text() + " and " + other.get().text());
        }
        return one.or(() -> other);
    }

    private Optional<Reply> ask(
            List<MobileApp> phones, String path, String body, String requestKey, Duration first, int good) {
        long deadline = System.nanoTime() + GIVES_UP.toNanos();
        for (int attempt = 0; System.nanoTime() < deadline; attempt++) {
            try {
                var reply = phones.get(attempt % phones.size())
                        .post(path, body, requestKey, attempt == 0 ? first : PATIENCE);
                if (!COME_AGAIN.contains(reply.status())) {
                    if (reply.status() != good) {
                        unexpected.add(cell + ": " + reply.status() + " " + reply.text());
                    }
                    return Optional.of(reply).filter(it -> it.status() == good);
                }
            } catch (UncheckedIOException e) {
                // Hung up, or the node is gone: the same question again, elsewhere.
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        unexpected.add(cell + ": no answer to " + path);
        return Optional.empty();
    }

    private void remember(Reply reply, String paymentKey, long paid, String body) {
        var order = new Order(customer, paymentKey, cell.scene().name(), paid, body, false);
        told.add(new Told(
                order,
                reply.body().path("id").asString(),
                reply.body().path("status").asString(),
                reply.body().path("amount").path("value").asString(),
                ""));
    }

    private String body(long amount) {
        return "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"},\"source\":%s,\"destination\":%s}"
                .formatted(
                        amount(amount),
                        party(cell.scene().from()),
                        party(cell.scene().to()));
    }

    private String party(String name) {
        return switch (name) {
            case "wallet" -> "{\"type\":\"wallet\"}";
            case "code" -> "{\"type\":\"code\",\"code\":\"%s\"}".formatted(code);
            case "bill" -> "{\"type\":\"bill\",\"through\":\"click\"}";
            case "merchant" -> "{\"type\":\"merchant\",\"merchant\":\"%s\"}".formatted(merchant);
            default ->
                "{\"type\":\"card\",\"card\":\"%s\"}".formatted(customer.cards().get(name));
        };
    }

    private static String amount(long minor) {
        return "%d.%02d".formatted(minor / 100, minor % 100);
    }
}
