package sandbox.simulation;

import gateway.ledger.OpenAccount.AccountKind;
import gateway.limits.Limits;
import gateway.payments.PaymentStore;
import gateway.payments.ReviewReleases;
import gateway.platform.journal.Entry;
import gateway.platform.journal.IdempotencyKeys;
import gateway.shared.ids.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import sandbox.simulation.Database.Sums;
import sandbox.simulation.Faults.Kind;

/** The simulation's model of one node's journal and of the database behind it, without faults but those asked for. */
final class ModelBench implements MoneyBench {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final World world;
    private final NodeJournal journal;
    private final NodeStore store;
    private final ReviewReleases releases;
    private final Limits limits;

    ModelBench(long seed) {
        this.world = new World(seed, Plant.NOBODY_RESOLVES, false, false);
        world.faults.heal();
        var node = new Node("model", world);
        world.nodes.add(node);
        this.journal = node.journal;
        this.store = new NodeStore(world, node);
        this.releases = new Reviewers.Read(store, world);
        this.limits = (Limits) new Assembly(Ceilings.of(true), new NodeCounts(world, node), world.agenda)
                .named("gateway.limits.JournaledLimits");
    }

    @Override
    public Instant now() {
        return world.agenda.instant();
    }

    @Override
    public void until(Instant moment) {
        var there = new AtomicBoolean();
        world.agenda.after(Duration.between(now(), moment).toNanos(), () -> there.set(true));
        while (!there.get()) {
            world.agenda.step();
        }
    }

    @Override
    public List<String> together(List<Entry> entries, Mishap mishap) {
        switch (mishap) {
            case NONE -> {}
            case LOST -> world.faults.once(Kind.COMMIT_LOST);
            // How often it has to ask, the model does not say: it knows in the end, as it should.
            case LOST_ASKED_TWICE, UNANSWERED, UNANSWERED_ASKED_TWICE -> world.faults.once(Kind.COMMIT_UNKNOWN);
        }
        return entries.stream().map(this::begin).toList().stream()
                .map(this::end)
                .toList();
    }

    @Override
    public CompletableFuture<@Nullable String> begin(Entry entry) {
        return MoneyBench.text(journal.commit(entry)).toFuture();
    }

    @Override
    public String end(CompletableFuture<@Nullable String> begun) {
        stepUntilDone(begun);
        return Objects.requireNonNull(begun.join());
    }

    private void stepUntilDone(CompletableFuture<?> work) {
        var latest = now().plus(PATIENCE);
        while (!work.isDone()) {
            if (now().isAfter(latest)) {
                throw new IllegalStateException("The model does not answer");
            }
            world.agenda.step();
        }
    }

    @Override
    public void gone(boolean gone) {
        world.database.down = gone;
    }

    @Override
    public <T> T read(Mono<T> question) {
        var answer = question.toFuture();
        stepUntilDone(answer);
        return Objects.requireNonNull(answer.join());
    }

    @Override
    public PaymentStore payments() {
        return store;
    }

    @Override
    public IdempotencyKeys keys() {
        return store;
    }

    @Override
    public ReviewReleases releases() {
        return releases;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void open(AccountId account, UUID owner, AccountKind kind) {
        world.database.accounts.put(account.value(), new Sums(kind.code(), 0, 0, 0, 0));
    }

    @Override
    public List<String> books() {
        var all = new ArrayList<String>();
        var database = world.database;
        database.accounts.forEach((id, it) -> all.add(MoneyBench.row(
                "account", id, it.kind(), it.debits(), it.credits(), it.heldDebits(), it.heldCredits())));
        database.holds.forEach((id, it) -> all.add(MoneyBench.row("hold", id, it.state())));
        database.transfers.forEach(id -> all.add(MoneyBench.row("transfer", id)));
        database.keys
                .values()
                .forEach(it -> all.add(MoneyBench.row(
                        "key", it.scope(), it.key(), HexFormat.of().formatHex(it.fingerprint()), it.subject())));
        database.events
                .values()
                .forEach(it -> all.add(
                        MoneyBench.row("event", it.subject(), it.version(), it.type(), it.payload(), it.customer())));
        database.payments.forEach(
                (id, it) -> all.add(MoneyBench.row("payment", id, it.payment().version(), it.nextCheck())));
        database.refunds.forEach(
                (id, it) -> all.add(MoneyBench.row("refund", id, it.refund().version(), it.nextCheck())));
        database.payees.forEach(it -> all.add(MoneyBench.row("payee", it)));
        database.limits.counters.forEach((key, it) ->
                all.add(MoneyBench.row("counter", key.scope(), key.limit(), key.bucket(), it.taken(), it.givenBack())));
        return all.stream().sorted().toList();
    }

    @Override
    public void close() {}
}
