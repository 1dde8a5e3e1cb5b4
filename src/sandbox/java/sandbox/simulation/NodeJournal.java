package sandbox.simulation;

import gateway.ledger.PostTransfers;
import gateway.ledger.TransferRefusal;
import gateway.limits.LimitRefusal;
import gateway.payments.WritePayment;
import gateway.platform.journal.Announce;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.platform.journal.JournalProblem;
import gateway.platform.journal.KeepAnswer;
import gateway.platform.journal.Part;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.PartWriter.Batch;
import gateway.platform.journal.PartWriter.Read;
import gateway.platform.journal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import sandbox.simulation.Faults.Kind;

/**
 * The model of a node's journal: the product's batch writers decide, the model commits, and everything between them
 * goes wrong by the seed. It behaves as the product's journal promises to.
 */
final class NodeJournal implements Journal {

    private static final Patience PATIENCE = Patience.ofProduct();

    private final World world;
    private final Node node;
    private final List<PartWriter<?>> writers;
    private final Locks locks;
    private List<Ticket> waiting = new ArrayList<>();
    private boolean busy;

    NodeJournal(World world, Node node, List<PartWriter<?>> writers) {
        this.world = world;
        this.node = node;
        this.writers = writers;
        this.locks = new Locks(world.database);
    }

    /** How long entries and batches bear it, as the product's settings say. */
    record Patience(long outageSeconds, long batchSeconds, int tries) {

        static Patience ofProduct() {
            var settings = new Assembly().named("gateway.platform.journal.JournalSettings");
            return new Patience(
                    ((Duration) Assembly.read(settings, "outageWait")).toSeconds(),
                    ((Duration) Assembly.read(settings, "batchTimeout")).toSeconds(),
                    (int) Assembly.read(settings, "attempts"));
        }
    }

    private record Ticket(Entry entry, MonoSink<Decision> caller, long since) {}

    @Override
    public Mono<Decision> commit(Entry entry) {
        return Mono.create(caller -> {
            if (node.alive) {
                waiting.add(new Ticket(entry, caller, world.agenda.seconds()));
                begin();
            }
        });
    }

    int waiting() {
        return waiting.size();
    }

    private void begin() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            node.after(world.between(1, 4), this::next);
        }
    }

    private void next() {
        // As in the product's line: what is under way goes first.
        var batch = new ArrayList<>(waiting);
        batch.sort(Comparator.comparing(ticket -> ticket.entry().priority()));
        waiting = new ArrayList<>();
        run(batch, 1);
    }

    private void end() {
        busy = false;
        begin();
    }

    /** What stood still this long is turned away, as the product's journal does. */
    private List<Ticket> inTime(List<Ticket> all) {
        var batch = new ArrayList<Ticket>();
        for (var ticket : all) {
            boolean late = world.agenda.seconds() - ticket.since() > PATIENCE.batchSeconds();
            if (late && ticket.entry().priority() == Priority.NEW) {
                world.see(Sight.TURNED_AWAY_TOO_LATE);
                ticket.caller().error(JournalProblem.OVERLOADED.because("The entry waited too long"));
            } else {
                batch.add(ticket);
            }
        }
        return batch;
    }

    private void run(List<Ticket> all, int attempt) {
        var batch = inTime(all);
        if (world.database.down || world.database.full) {
            if (world.database.full && !batch.isEmpty()) {
                world.see(Sight.DISK_FULL);
            }
            outage(batch);
        } else if (attempt < PATIENCE.tries() && world.strikes(Kind.COMMIT_LOST)) {
            lost(batch, attempt);
        } else if (attempt < PATIENCE.tries() && world.strikes(Kind.RACE)) {
            world.see(Sight.SERIALIZATION_FAILURE);
            node.after(world.between(1, 20), () -> run(batch, attempt + 1));
        } else if (attempt < PATIENCE.tries() && world.strikes(Kind.COMMIT_UNKNOWN)) {
            unknown(batch, attempt);
        } else {
            var decisions = decide(batch, true);
            node.commitArrives();
            node.after(1, () -> answer(batch, decisions));
        }
    }

    private void outage(List<Ticket> batch) {
        var patient = new ArrayList<Ticket>();
        for (var ticket : batch) {
            boolean isNew = ticket.entry().priority() == Priority.NEW;
            if (isNew || world.agenda.seconds() - ticket.since() > PATIENCE.outageSeconds()) {
                world.see(isNew ? Sight.DATABASE_DOWN : Sight.COMPLETION_TURNED_AWAY);
                ticket.caller().error(JournalProblem.UNAVAILABLE.because("The database cannot be reached"));
            } else {
                patient.add(ticket);
            }
        }
        patient.addAll(waiting);
        waiting = patient;
        node.after(200, this::end);
    }

    private void lost(List<Ticket> batch, int attempt) {
        world.see(Sight.CONNECTION_LOST_BEFORE_COMMIT);
        if (world.plant == Plant.ACKNOWLEDGED_BEFORE_COMMIT) {
            answer(batch, decide(batch, false));
        } else {
            node.after(world.between(1, 200), () -> run(batch, attempt + 1));
        }
    }

    private void unknown(List<Ticket> batch, int attempt) {
        boolean happened = world.coin();
        var decisions = decide(batch, happened);
        world.see(happened ? Sight.COMMIT_UNKNOWN_HAPPENED : Sight.COMMIT_UNKNOWN_DID_NOT);
        node.after(world.between(50, 3_000), () -> {
            if (world.database.down && world.coin()) {
                batch.forEach(it -> it.caller().error(JournalProblem.UNCERTAIN.because("The database did not answer")));
                end();
            } else if (happened || world.plant == Plant.UNKNOWN_COMMIT_BELIEVED) {
                answer(batch, decisions);
            } else {
                run(batch, attempt + 1);
            }
        });
    }

    private void answer(List<Ticket> batch, List<Decision> decisions) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).caller().success(decisions.get(i));
        }
        end();
    }

    /** The product's writers decide entry by entry, in order; with {@code commit} what they accept becomes true. */
    private List<Decision> decide(List<Ticket> tickets, boolean commit) {
        var entries = tickets.stream().map(it -> parts(it.entry())).toList();
        var batches = new HashMap<Class<?>, Batch<Part>>();
        for (var writer : writers) {
            var parts = entries.stream()
                    .flatMap(List::stream)
                    .filter(writer.kind()::isInstance)
                    .toList();
            if (!parts.isEmpty()) {
                batches.put(writer.kind(), lock(writer, parts));
            }
        }
        var decisions = new ArrayList<Decision>();
        for (var parts : entries) {
            var refusal = refusal(batches, parts);
            if (refusal.isEmpty()) {
                accept(batches, parts, commit);
            }
            decisions.add(refusal.<Decision>map(Decision.Refused::new).orElse(Decision.COMMITTED));
        }
        if (commit) {
            writers.stream()
                    .filter(writer -> batches.containsKey(writer.kind()))
                    .forEach(writer -> {
                        var batch = Objects.requireNonNull(batches.get(writer.kind()));
                        writer.reads().stream().map(Read::name).forEach(read -> writeRows(read, batch));
                    });
            world.database.endBatch();
        }
        return decisions;
    }

    /** Of some parts the model knows no more than what the product's writer would write. */
    private void writeRows(String read, Batch<Part> batch) {
        switch (read) {
            case "limit_counters" -> world.database.limits.write(batch.rows());
            case "ended_holds" -> world.database.writeHolds(batch.rows());
            case "moved_invoices" -> world.database.operators.writeInvoices(batch.rows());
            default -> {}
        }
    }

    private void accept(Map<Class<?>, Batch<Part>> batches, List<Part> parts, boolean commit) {
        for (var part : parts) {
            var batch = batches.get(part.getClass());
            if (batch != null) {
                batch.apply(part);
            }
        }
        if (commit) {
            parts.forEach(world::committed);
        }
    }

    @SuppressWarnings("unchecked")
    private Batch<Part> lock(PartWriter<?> writer, List<Part> parts) {
        return locks.lock((PartWriter<Part>) writer, parts);
    }

    private Optional<Refusal> refusal(Map<Class<?>, Batch<Part>> batches, List<Part> parts) {
        for (var part : parts) {
            var batch = batches.get(part.getClass());
            var refusal = batch == null ? null : batch.check(part);
            if (refusal != null) {
                note(refusal);
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    private void note(Refusal refusal) {
        if (refusal instanceof LimitRefusal) {
            world.see(Sight.LIMIT_REACHED);
        }
        if (refusal instanceof WritePayment.Stale) {
            world.see(Sight.STALE_VERSION);
        }
        if (refusal instanceof TransferRefusal it && it.reason() == TransferRefusal.Reason.INSUFFICIENT_FUNDS) {
            world.see(Sight.WALLET_TOO_POOR);
        }
    }

    private List<Part> parts(Entry entry) {
        return entry.parts().stream()
                .filter(part -> !leftOut(part))
                .map(this::withoutAnswers)
                .toList();
    }

    private Part withoutAnswers(Part part) {
        return world.plant == Plant.ANSWERS_NOT_KEPT && part instanceof Announce it
                ? new Announce(
                        it.events().stream().map(NodeJournal::answeringNobody).toList())
                : part;
    }

    private static Announce.Event answeringNobody(Announce.Event it) {
        return new Announce.Event(it.id(), it.subject(), it.version(), it.type(), it.payload(), it.customer());
    }

    private boolean leftOut(Part part) {
        return switch (world.plant) {
            case ANSWERS_NOT_KEPT -> part instanceof KeepAnswer;
            case KEYS_NOT_CLAIMED -> part instanceof ClaimKey;
            case TRANSFERS_LEFT_OUT -> part instanceof PostTransfers && world.coin();
            default -> false;
        };
    }
}
