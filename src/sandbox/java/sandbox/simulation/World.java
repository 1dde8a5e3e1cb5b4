package sandbox.simulation;

import gateway.cards.Scheme;
import gateway.ledger.SystemAccounts;
import gateway.payments.Payment;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payments.Order;
import gateway.payments.Refund;
import gateway.payments.RememberPayee;
import gateway.payments.WritePayment;
import gateway.payments.WriteRefund;
import gateway.platform.journal.Part;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sandbox.simulation.Database.Sums;
import sandbox.simulation.Faults.Kind;

/** One seed: two nodes, a database, four rails and their customers; first everything breaks, then everything heals. */
final class World {

    private static final int ORDERS = 12;
    private static final long TROUBLE_SECONDS = 60;
    private static final long SHORT_PAUSE_MS = 3_000;
    private static final long LONG_PAUSE_MS = 60_000;
    private static final long CALM_SECONDS = 600;

    final Random random;
    final Agenda agenda;
    final Database database = new Database();
    final Sights sights = new Sights();
    final List<Rail> rails;
    final List<Client> clients = new ArrayList<>();
    final Plant plant;
    private final Faults faults;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<PaymentId, String> takenBy = new HashMap<>();
    private final TimeOrderedIds ids;
    private int traces;
    private @Nullable String unexpected;

    World(long seed, Plant plant) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.agenda = new Agenda(random);
        this.faults = new Faults(random);
        this.plant = plant;
        this.rails = List.of(
                new Rail("humo", Scheme.HUMO, sights, agenda),
                new Rail("uzcard", Scheme.UZCARD, sights, agenda),
                new Rail("uzcard-2", Scheme.UZCARD, sights, agenda),
                new Rail("visa", Scheme.VISA, sights, agenda));
        this.ids = new TimeOrderedIds(agenda, random);
        AgendaTimers.use(agenda);
    }

    /** Runs to the end; a {@link Violation} says what does not hold. */
    void run() {
        nodes.add(new Node("node-1", this));
        nodes.add(new Node("node-2", this));
        var customers = List.of(customer(ids, 3), customer(ids, 5), customer(ids, 3));
        var merchant = new MerchantId(ids.next(3));
        open(merchant.value(), 2, 0);
        for (int i = 0; i < ORDERS; i++) {
            var story = new Story(this, order(ids, i, customers, merchant));
            agenda.afterMillis(between(0, TROUBLE_SECONDS * 800), story::begin);
        }
        agenda.afterMillis(between(1, 20_000), this::trouble);
        while (agenda.seconds() < TROUBLE_SECONDS && agenda.step()) {
            // one event after the other
        }
        heal();
        while (agenda.seconds() < TROUBLE_SECONDS + CALM_SECONDS && !isQuiet() && agenda.step()) {
            // until everybody has a last word, or too late
        }
        if (unexpected != null) {
            throw new Violation("no unexpected error", unexpected);
        }
        new Checker(this).check();
    }

    private void heal() {
        agenda.say("everything heals");
        faults.heal();
        database.down = false;
    }

    private boolean isQuiet() {
        return clients.stream().allMatch(client -> client.done)
                && database.payments.values().stream()
                        .allMatch(row -> row.payment().isFinal())
                && database.refunds.values().stream()
                        .noneMatch(row -> row.refund().isRunning() || row.nextCheck() != null);
    }

    private void trouble() {
        if (strikes(Kind.CRASH)) {
            var node = anyNode();
            if (node.alive) {
                node.crash();
            }
        }
        if (strikes(Kind.PAUSE)) {
            standStill(anyNode());
        }
        if (!database.down && strikes(Kind.OUTAGE)) {
            agenda.say("the database goes down");
            database.down = true;
            agenda.afterMillis(between(100, 15_000), () -> database.down = false);
        }
        if (agenda.seconds() < TROUBLE_SECONDS) {
            agenda.afterMillis(between(100, 6_000), this::trouble);
        }
    }

    void standStill(Node node) {
        node.pause(between(500, coin() ? LONG_PAUSE_MS : SHORT_PAUSE_MS));
    }

    void restart(Node dead) {
        int place = nodes.indexOf(dead);
        agenda.afterMillis(between(500, 8_000), () -> nodes.set(place, new Node(dead.name, this)));
    }

    private CustomerId customer(TimeOrderedIds ids, int shard) {
        var customer = new CustomerId(ids.next(shard));
        long money = between(0, 4_000_00);
        open(AccountId.of(customer.value(), Asset.UZS).value(), 1, money);
        var ours = SystemAccounts.suspense(Asset.UZS, shard).value();
        database.accounts.put(
                ours,
                database.accounts.getOrDefault(ours, new Sums(3, 0, 0, 0, 0)).plus(money, 0, 0, 0));
        return customer;
    }

    private void open(UUID account, long kind, long money) {
        database.accounts.put(
                kind == 2 ? AccountId.of(account, Asset.UZS).value() : account, new Sums(kind, 0, money, 0, 0));
    }

    private Order order(TimeOrderedIds ids, int n, List<CustomerId> customers, MerchantId merchant) {
        var customer = customers.get(n % customers.size());
        var shard = customer.shard();
        boolean byCard = random.nextInt(3) > 0;
        Source source =
                byCard ? new Source.OwnCard(new CardId(ids.next(shard)), scheme(), "4*1") : new Source.OwnWallet();
        Destination card = new Destination.ToCard(new CardId(ids.next(shard)), scheme(), "4*2", between(0, 3) > 0);
        Destination destination = switch (random.nextInt(4)) {
            case 0, 1 -> card;
            case 2 ->
                byCard ? new Destination.ToWallet(customer) : new Destination.ToWallet(anyOther(customer, customers));
            default -> new Destination.ToMerchant(merchant, "Kitob olami", "5942");
        };
        var amount = new Money(100_00 + between(0, 900_00), Asset.UZS);
        var key = "order-%02d-key".formatted(n);
        return new Order(
                customer, key, key.getBytes(java.nio.charset.StandardCharsets.UTF_8), amount, source, destination);
    }

    private CustomerId anyOther(CustomerId customer, List<CustomerId> customers) {
        return customers.get((customers.indexOf(customer) + 1) % customers.size());
    }

    private Scheme scheme() {
        return rails.get(random.nextInt(rails.size())).scheme;
    }

    Node anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    boolean strikes(Kind kind) {
        return faults.strikes(kind);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    long between(long least, long most) {
        return least + random.nextLong(Math.max(1, most - least + 1));
    }

    UUID nextId(int shard) {
        return ids.next(shard);
    }

    int nextTrace() {
        return ++traces;
    }

    void see(Sight sight) {
        sights.see(sight);
    }

    void unexpected(String error) {
        unexpected = error;
    }

    void taken(PaymentId payment, Node node) {
        var before = takenBy.put(payment, node.name);
        if (before != null && !before.equals(node.name)) {
            see(Sight.TAKEN_UP_BY_BOTH_NODES);
        }
    }

    void committed(Part part) {
        switch (part) {
            case WritePayment it -> {
                follows(it.payment());
                moved(it.payment());
            }
            case WriteRefund it -> {
                follows(it.refund());
                moved(it.refund());
            }
            case RememberPayee _ -> see(Sight.PAYEE_REMEMBERED);
            default -> {}
        }
        database.apply(part);
    }

    private void follows(Payment next) {
        var row = database.payments.get(next.id().value());
        boolean refunding = row != null && row.payment().state().equals(next.state());
        if (row != null
                && ((row.payment().isFinal() && !refunding) || row.payment().version() != next.version() - 1)) {
            throw new Violation(
                    "what is final stays, and nobody overwrites another", next.key() + " became " + next.state());
        }
    }

    private void follows(Refund next) {
        var row = database.refunds.get(next.id().value());
        if (row != null && (row.nextCheck() == null || row.refund().version() != next.version() - 1)) {
            throw new Violation(
                    "what is final stays, and nobody overwrites another", next.key() + " became " + next.state());
        }
    }

    private void moved(Refund refund) {
        agenda.say(refund.key() + " " + refund.id() + " v" + refund.version() + " "
                + refund.state().getClass().getSimpleName());
        see(
                switch (refund.state()) {
                    case Refund.State.Refunding _ -> Sight.REFUND_WANTED;
                    case Refund.State.RefundUnknown _ -> Sight.REFUND_UNKNOWN;
                    case Refund.State.Refunded(var rail, var _) ->
                        rail == null ? Sight.REFUND_TO_WALLET : Sight.REFUNDED;
                    case Refund.State.Declined _ -> Sight.REFUND_DECLINED;
                    case Refund.State.NeedsOperator _ -> Sight.REFUND_NEEDS_OPERATOR;
                });
    }

    private void moved(Payment payment) {
        agenda.say(payment.key() + " " + payment.id() + " v" + payment.version() + " "
                + payment.state().getClass().getSimpleName());
        switch (payment.state()) {
            case Payment.State.Reversed _ -> see(Sight.REVERSED);
            case Payment.State.Cancelled _ -> see(Sight.CANCELLED);
            case Payment.State.NeedsOperator _ -> see(Sight.NEEDS_OPERATOR);
            case Payment.State.Crediting it when it.debit() == null -> see(Sight.WALLET_HELD);
            case Payment.State.Declined _
            when payment.source() instanceof Source.OwnWallet -> see(Sight.WALLET_RELEASED);
            default -> {}
        }
    }
}
