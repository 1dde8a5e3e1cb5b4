package sandbox.simulation;

import gateway.fees.Fees;
import gateway.platform.journal.Part;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sandbox.simulation.Faults.Kind;

/** One seed: two nodes, a database, five rails and their customers; first everything breaks, then everything heals. */
final class World {

    private static final int HOLDERS = 2;
    private static final long TROUBLE_SECONDS = 60;
    private static final long CALM_AFTER = 5_000_000_000L;
    private static final long CALM_SECONDS = 600;
    private static final long SETTLED_AFTER_SECONDS = 90;

    final Random random;
    final Agenda agenda;
    final Database database = new Database();
    final AccessTables tables;
    final Redis redis = new Redis(this);
    final AccessJudge judge = new AccessJudge(this);
    final Sights sights = new Sights();
    final List<Rail> rails;
    final List<Client> clients = new ArrayList<>();
    private final List<Holder> holders = new ArrayList<>();
    private final Trouble trouble = new Trouble(this);
    final Plant plant;
    final Fees fees;
    final Suspects suspects;
    final Payers payers;
    final Reviewers reviewers = new Reviewers(this);
    final Cashiers cashiers;
    private final Notary notary = new Notary(this);
    private final boolean access;
    private final boolean clocksStep;
    final Faults faults;
    final List<Node> nodes = new ArrayList<>();
    private final Map<PaymentId, String> takenBy = new HashMap<>();
    private final TimeOrderedIds ids;
    private long traces;
    private int numbers;
    private @Nullable Violation violation;
    private long healedAt = Long.MAX_VALUE;

    World(long seed, Plant plant, boolean access, boolean clocksStep) {
        this.access = access;
        this.clocksStep = clocksStep;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.agenda = new Agenda(random);
        this.tables = new AccessTables(agenda);
        this.faults = new Faults(random, access);
        this.plant = plant;
        this.fees = Tariff.of(seed);
        database.limits.limited = Ceilings.are(seed);
        this.suspects = new Suspects(seed);
        this.payers = new Payers(seed, agenda);
        this.cashiers = new Cashiers(seed, this);
        this.rails = Rail.all(sights, agenda, payers);
        this.ids = new TimeOrderedIds(agenda, random);
        AgendaTimers.use(agenda);
    }

    /** Runs to the end; a {@link Violation} says what does not hold. */
    void run() {
        nodes.add(new Node("node-1", this));
        nodes.add(new Node("node-2", this));
        var orders = new Orders(this);
        orders.stories().forEach(story -> agenda.afterMillis(between(0, TROUBLE_SECONDS * 800), story::begin));
        cashiers.begin(orders);
        for (int i = 0; access && i < HOLDERS; i++) {
            holders.add(new Holder(this, orders.customers.get(i), i));
        }
        holders.forEach(Holder::begin);
        trouble.begin();
        while (isTroubled() && step()) {}
        heal();
        // Until everybody has a last word, or too late.
        while (agenda.seconds() < TROUBLE_SECONDS + CALM_SECONDS && !isQuiet() && step()) {}
        new Checker(this).check();
        holders.stream().filter(holder -> !holder.done).findFirst().ifPresent(holder -> {
            throw new Violation("after healing everybody gets in", holder.customer + " does not");
        });
        judge.check();
    }

    private boolean step() {
        boolean more = agenda.step();
        if (violation != null) {
            throw violation;
        }
        return more;
    }

    private void heal() {
        agenda.say("everything heals");
        faults.heal();
        healedAt = agenda.nanos();
        database.down = false;
        database.full = false;
        redis.down = false;
        nodes.forEach(Node::heal);
    }

    /** Clocks are set wrong only where that is asked for. */
    boolean clocksStep() {
        return clocksStep;
    }

    /** Whether customers also sign in, refresh and end sessions, and what that rests on breaks too. */
    boolean withAccess() {
        return access;
    }

    /** The first minute, in which things break. */
    boolean isTroubled() {
        return agenda.seconds() < TROUBLE_SECONDS;
    }

    boolean isHealed() {
        return healedAt < Long.MAX_VALUE;
    }

    /** Nothing broke lately, and this node did not stand still. */
    boolean isCalm(Node node) {
        return isHealed() && agenda.nanos() > Math.max(healedAt, node.pausedUntil()) + CALM_AFTER;
    }

    boolean accessIsOver() {
        return isHealed() && holders.stream().allMatch(holder -> holder.done);
    }

    private boolean isQuiet() {
        return accessIsOver() && paymentsAreOver() && cashiers.areOver();
    }

    private boolean paymentsAreOver() {
        return clients.stream().allMatch(client -> client.done)
                && database.payments.values().stream()
                        .allMatch(row -> row.payment().isFinal())
                && database.refunds.values().stream()
                        .noneMatch(row -> row.refund().isRunning() || row.nextCheck() != null);
    }

    void standStill(Node node) {
        trouble.standStill(node);
    }

    /** Long after everything healed: nothing that was sent before can still arrive. */
    boolean isSettled() {
        return isHealed() && agenda.seconds() > TROUBLE_SECONDS + SETTLED_AFTER_SECONDS;
    }

    void restart(Node dead) {
        int place = nodes.indexOf(dead);
        agenda.afterMillis(between(500, 8_000), () -> nodes.set(place, new Node(dead.name, this)));
    }

    Node node(int nth) {
        return nodes.get(nth);
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

    /** For names that nobody else has. */
    int nextNumber() {
        return ++numbers;
    }

    /** How many VISA's terminal has had, with these. */
    long takeTraces(int count) {
        return traces += count;
    }

    void see(Sight sight) {
        sights.see(sight);
    }

    void unexpected(String error) {
        violation = new Violation("no unexpected error", error);
    }

    /** Inside a pipeline what is thrown would only reach the log. */
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (Violation e) {
            violation = e;
        } catch (RuntimeException e) {
            unexpected(String.valueOf(e));
        }
    }

    void taken(PaymentId payment, Node node) {
        var before = takenBy.put(payment, node.name);
        if (before != null && !before.equals(node.name)) {
            see(Sight.TAKEN_UP_BY_BOTH_NODES);
        }
    }

    void committed(Part part) {
        notary.committed(part);
        database.apply(part);
    }
}
