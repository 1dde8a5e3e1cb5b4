package sandbox.simulation;

import gateway.payments.Answer;
import gateway.payments.Payment;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.State;
import gateway.payments.Payments.Order;
import gateway.platform.http.Caller;
import gateway.platform.http.IdempotencyKey;
import gateway.platform.http.RepeatableRequest;
import gateway.platform.http.RequestFingerprint;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.SessionId;
import gateway.shared.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sandbox.simulation.Database.Code;

/** What a customer does with one order, from asking for it to taking some of it back. */
final class Story {

    private static final Set<String> WAITING = Set.of("in_review", "awaiting_payer");

    private final World world;
    private final Order order;
    private int refunds;

    Story(World world, Order order) {
        this.world = world;
        this.order = order;
    }

    void begin() {
        start(order.key(), node -> node.payments.make(order), this::made);
    }

    private void start(String key, Client.Request request, java.util.function.Consumer<Client> then) {
        var client = new Client(world, order.customer(), key, request, then);
        world.clients.add(client);
        client.begin();
    }

    private void made(Client client) {
        if (client.told.isEmpty()) {
            return;
        }
        if (world.between(0, 3) == 0) {
            new Mistake(world, order).make();
        }
        var id = new PaymentId(UUID.fromString(Client.id(client.told.getFirst())));
        if (Client.status(client.told.getFirst()).equals("action_required")) {
            world.see(Sight.WAITED_FOR_A_CODE);
            long soon = world.between(100, 20_000);
            world.agenda.afterMillis(dawdles(id) ? atTheEnd(id, soon) : soon, () -> decide(id));
            if (dawdles(id)) {
                world.agenda.afterMillis(atTheEnd(id, soon / 12), () -> decide(id));
            }
        } else {
            // Some change their mind while the bank looks at it or they have a bill to pay, and some too late.
            var status = Client.status(client.told.getFirst());
            if ((status.endsWith("_unknown") || WAITING.contains(status)) && world.coin()) {
                start(order.key() + "-cancel", node -> cancel(node, id), _ -> {});
            }
            later(id);
        }
    }

    private static boolean dawdles(PaymentId id) {
        return id.value().getLeastSignificantBits() % 7 == 0;
    }

    /** Some press twice, in the hundredth of a second in which their code ends. */
    private long atTheEnd(PaymentId id, long drawn) {
        var code = world.database.codes.get(id.toString());
        return code == null
                ? drawn
                : Duration.between(world.agenda.instant(), code.until()).toMillis() - drawn % 12;
    }

    private void decide(PaymentId id) {
        var code = world.database.codes.get(id.toString());
        switch ((int) world.between(0, 7)) {
            case 0 -> world.see(Sight.CODE_NEVER_TYPED);
            case 1, 2 -> start(order.key() + "-cancel", node -> cancel(node, id), _ -> {});
            case 3 -> confirm(id, "wrong", 1, code);
            case 4 -> {
                // Two phones, two minds.
                confirm(id, code == null ? "none" : code.code(), 2, code);
                start(order.key() + "-cancel", node -> cancel(node, id), _ -> {});
            }
            default -> confirm(id, code == null ? "none" : code.code(), 2, code);
        }
    }

    private void confirm(PaymentId id, String typed, int turn, @Nullable Code code) {
        var key = order.key() + "-confirm-" + turn;
        start(
                key,
                node -> node.decide.confirm(caller(), request(key), id, typed).map(body -> new Answer(200, body)),
                client -> {
                    if (turn == 1 && code != null) {
                        confirm(id, code.code(), 2, code);
                    } else {
                        later(id);
                    }
                });
    }

    private reactor.core.publisher.Mono<Answer> cancel(Node node, PaymentId id) {
        return node.decide
                .cancel(caller(), request(order.key() + "-cancel"), id)
                .map(body -> new Answer(200, body));
    }

    private Caller caller() {
        var customer = order.customer().value();
        return new Caller(order.customer(), new DeviceId(customer), new SessionId(customer), world.agenda.instant());
    }

    private static RepeatableRequest request(String key) {
        return new RepeatableRequest(
                new IdempotencyKey(key),
                new Assembly((Object) key.getBytes(StandardCharsets.UTF_8)).get(RequestFingerprint.class));
    }

    /** Some time later the customer may want money back, as often as three times. */
    private void later(PaymentId id) {
        if (refunds < 3 && world.coin()) {
            world.agenda.afterMillis(world.between(10, 30_000), () -> refund(id));
        }
    }

    private void refund(PaymentId id) {
        var payment =
                Objects.requireNonNull(world.database.payments.get(id.value())).payment();
        if (!(payment.state() instanceof State.Completed) || !isTakenBack(payment)) {
            return;
        }
        var key = order.key() + "-refund-" + ++refunds;
        var amount = amount(payment);
        world.see(Sight.REFUND_WANTED);
        start(
                key,
                node -> node.payments.refund(order.customer(), id, key, key.getBytes(StandardCharsets.UTF_8), amount),
                _ -> later(id));
        if (world.coin()) {
            later(id);
        }
    }

    /** Whose money it is decides: what another's wallet or a card got stays there. */
    private boolean isTakenBack(Payment payment) {
        return switch (payment.destination()) {
            case Destination.ToCard _, Destination.ToRemittance _ -> false;
            case Destination.ToWallet(var owner) -> owner.equals(order.customer());
            case Destination.ToMerchant _ -> true;
        };
    }

    /** Null for everything that is left; sometimes more than that. */
    private @Nullable Money amount(Payment payment) {
        return world.coin()
                ? null
                : new Money(
                        1 + world.between(0, payment.amount().minor()),
                        payment.amount().asset());
    }
}
