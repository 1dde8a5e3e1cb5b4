package sandbox.simulation;

import gateway.customers.KycTiers;
import gateway.payments.DecidePayment;
import gateway.payments.PaidFor;
import gateway.payments.PaymentRenderer;
import gateway.payments.Payments;
import gateway.payments.ReviewPayment;
import gateway.platform.journal.PartWriter;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import gateway.processors.Processors;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import reactor.core.publisher.Mono;
import sandbox.simulation.Faults.Kind;
import tools.jackson.databind.json.JsonMapper;

/** One life of one gateway node, from start to crash: the product's objects, and nothing that outlives them. */
final class Node {

    // Nobody sends money abroad.
    private static final ObjectProvider<PaidFor> NOBODY = new ObjectProvider<>() {
        @Override
        public Stream<PaidFor> stream() {
            return Stream.empty();
        }
    };

    // No rule goes by how well customers are known.
    private static final KycTiers UNASKED = _ -> Mono.empty();
    private static final PaymentRenderer RENDERER = new Assembly().get(PaymentRenderer.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LIMITS = "limits.UseWriter";
    private static final List<String> WRITERS = List.of(
            "ledger.TransferWriter",
            "platform.journal.ClaimKeys",
            "payments.postgres.PaymentWriter",
            "payments.postgres.RefundWriter",
            "payments.postgres.PayeeWriter",
            "operators.postgres.TransactionWriter",
            "operators.postgres.InvoiceWriter",
            LIMITS);
    private static final long LOOK_EVERY_MS = 500;

    final String name;
    /** Of the machine; what moves money goes by another one. */
    final NodeClock clock;

    final Traces traces;
    final Payments payments;
    final DecidePayment decide;
    private final ReviewPayment reviews;
    /** Access has to bear the machine's clock itself. */
    private final @Nullable Door door;

    private final World world;
    final NodeJournal journal;
    private final @Nullable OperatorDesk desk;
    private final Object resolver;
    private final Method round;
    boolean alive = true;
    private long pausedUntil;
    private long databaseCutUntil;
    private long redisCutUntil;

    Node(String name, World world) {
        this.name = name;
        this.world = world;
        this.clock = new NodeClock(world.agenda);
        var store = new NodeStore(world, this);
        var shared = sharedClock(store);
        var writers = new ArrayList<PartWriter<?>>();
        this.traces = new Traces(world, store, shared);
        this.journal = new NodeJournal(world, this, writers);
        var registry = new CompositeMeterRegistry();
        var processors = new Assembly(rails(), registry, shared).get(Processors.class);
        var assembly = new Assembly(
                journal,
                store,
                processors,
                new Assembly(processors, registry).named("gateway.routing.RuleRouting"),
                registry,
                shared,
                new TimeOrderedIds(shared, world.random),
                RENDERER,
                world.random,
                JSON,
                limits(shared),
                world.suspects,
                UNASKED,
                new Reviewers.Read(store, world),
                world.fees,
                new Codes(world, this),
                NOBODY);
        WRITERS.forEach(writer -> writers.add((PartWriter<?>) assembly.named("gateway." + writer)));
        this.payments = assembly.get(Payments.class);
        this.decide = assembly.get(DecidePayment.class);
        this.reviews = assembly.get(ReviewPayment.class);
        this.resolver = assembly.named("gateway.payments.ResolvePayments");
        this.round = method(resolver);
        after(world.between(1, LOOK_EVERY_MS), this::look);
        this.desk = world.cashiers.areOpen() ? new OperatorDesk(world, this, store, shared) : null;
        this.door = world.withAccess() ? new Door(world, this, clock, new TimeOrderedIds(clock, world.random)) : null;
        Optional.ofNullable(door).ifPresent(Door::begin);
    }

    private Clock sharedClock(NodeStore store) {
        var time = new KeptTime(world, this, world.clocksStep() ? Trouble.anyStep(world) : Duration.ZERO);
        time.keep(store);
        return time.clock();
    }

    private Object limits(Clock shared) {
        return new Assembly(Ceilings.of(world.database.limits.limited), new NodeCounts(world, this), shared)
                .named("gateway.limits.JournaledLimits");
    }

    /** Only in a seed with operators. */
    OperatorDesk desk() {
        return Objects.requireNonNull(desk);
    }

    /** Only in a seed with access. */
    Door door() {
        return Objects.requireNonNull(door);
    }

    /** Runs only if the node is still alive by then. */
    void after(long millis, Runnable task) {
        world.agenda.afterMillis(millis, () -> {
            if (alive && world.agenda.nanos() < pausedUntil) {
                after((pausedUntil - world.agenda.nanos()) / 1_000_000 + 1, task);
            } else if (alive) {
                task.run();
            }
        });
    }

    /** Somebody of the bank does not want a payment; should that fail, nobody tries again. */
    void refuse(PaymentId payment) {
        after(0, () -> reviews.refuse(payment, "two", "not like them").subscribe(_ -> {}, _ -> {}));
    }

    private ObjectProvider<Processor> rails() {
        return new ObjectProvider<>() {
            @Override
            public Stream<Processor> stream() {
                return world.rails.stream().map(rail -> RailLine.of(rail, world, Node.this));
            }
        };
    }

    /** Stands still, as under SIGSTOP or a long collection, and then goes on as if nothing had happened. */
    void pause(long millis) {
        world.see(Sight.NODE_PAUSED);
        world.agenda.say(name + " stands still for " + millis + " ms");
        long until = world.agenda.nanos() + millis * 1_000_000;
        // Payments must bear that a shorter pause wakes half of a node early. Its poll for revocations is one task, and
        // would sleep alone while the node lets people in.
        pausedUntil = world.withAccess() ? Math.max(pausedUntil, until) : until;
    }

    /** When it last stood still: nanoseconds. */
    long pausedUntil() {
        return pausedUntil;
    }

    boolean databaseCut() {
        return world.agenda.nanos() < databaseCutUntil;
    }

    /** Milliseconds. */
    long databaseCutFor() {
        return (databaseCutUntil - world.agenda.nanos()) / 1_000_000;
    }

    boolean redisCut() {
        return world.agenda.nanos() < redisCutUntil;
    }

    void cutDatabase(long millis) {
        world.see(Sight.DATABASE_CUT_OFF);
        world.agenda.say(name + " cannot reach the database for " + millis + " ms");
        databaseCutUntil = world.agenda.nanos() + millis * 1_000_000;
    }

    void cutRedis(long millis) {
        world.see(Sight.REDIS_CUT_OFF);
        world.agenda.say(name + " cannot reach redis for " + millis + " ms");
        redisCutUntil = world.agenda.nanos() + millis * 1_000_000;
        world.redis.disconnect(this);
    }

    void heal() {
        databaseCutUntil = 0;
        redisCutUntil = 0;
        clock.step(Duration.ZERO);
    }

    void crash(Sight... because) {
        alive = false;
        world.see(Sight.NODE_CRASHED);
        for (var sight : because) {
            world.see(sight);
        }
        if (journal.waiting() > 0) {
            world.see(Sight.CRASH_WITH_ENTRIES_WAITING);
        }
        world.agenda.say(name + " crashes");
        if (door != null) {
            door.database.crash();
        }
        world.restart(this);
    }

    /** The worst moment: the rail has said yes and nothing of it is stored. */
    void approvalArrives(Outcome outcome) {
        if (alive && outcome instanceof Outcome.Approved && world.coin()) {
            if (world.strikes(Kind.CRASH)) {
                crash(Sight.CRASH_BETWEEN_APPROVAL_AND_COMMIT);
            } else if (world.strikes(Kind.PAUSE)) {
                world.see(Sight.PAUSED_WITH_AN_APPROVAL);
                world.standStill(this);
            }
        }
    }

    /** The rail knows nothing yet, and by the time the node looks at that, it may. */
    void findingArrives(Finding finding) {
        if (alive && finding instanceof Finding.NotFound && rarely() && world.strikes(Kind.PAUSE)) {
            world.see(Sight.PAUSED_WITH_A_FINDING);
            world.standStill(this);
        }
    }

    /** The other one: the books say that a message is about to go out. */
    void commitArrives() {
        if (alive && rarely() && world.strikes(Kind.PAUSE)) {
            world.see(Sight.PAUSED_BEFORE_SENDING);
            world.standStill(this);
        }
    }

    private boolean rarely() {
        return world.between(0, 3) == 0;
    }

    private void look() {
        if (world.plant == Plant.NOBODY_RESOLVES) {
            return;
        }
        var failure = new Runnable() {
            @Override
            public void run() {
                after(LOOK_EVERY_MS, Node.this::look);
            }
        };
        work().subscribe(_ -> {}, _ -> failure.run(), failure);
    }

    private Mono<?> work() {
        try {
            return (Mono<?>) Objects.requireNonNull(round.invoke(resolver));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method method(Object resolver) {
        try {
            var method = resolver.getClass().getDeclaredMethod("round");
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
