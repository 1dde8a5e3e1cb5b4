package sandbox.simulation;

import gateway.cards.Scheme;
import gateway.processors.Inquiry;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import gateway.processors.Reversal;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import sandbox.simulation.Faults.Kind;

/** One node's line to one rail, where messages and answers get lost, late and doubled. */
class RailLine implements Processor {

    /** A message is never longer on its way than this; shorter than what the product waits for. */
    private static final long TRAVEL_MOST_MS = 8_000;

    private static final long DEADLINE_MS = 5_000;

    final Rail rail;
    final World world;
    final Node node;

    private RailLine(Rail rail, World world, Node node) {
        this.rail = rail;
        this.world = world;
        this.node = node;
    }

    static Processor of(Rail rail, World world, Node node) {
        return rail.scheme == Scheme.VISA ? new RailLine(rail, world, node) : new Asked(rail, world, node);
    }

    @Override
    public String name() {
        return rail.name;
    }

    @Override
    public Scheme scheme() {
        return rail.scheme;
    }

    @Override
    public Mono<MessageIdentity> identify(LegRequest request) {
        return rail.scheme == Scheme.VISA
                ? node.traces.identity()
                : Mono.fromSupplier(() -> new MessageIdentity(rail.name + "-" + request.id()));
    }

    @Override
    public Mono<Outcome> send(Leg asked) {
        return Mono.create(sink -> {
            if (node.alive) {
                send(asked, outcome -> node.after(1, () -> sink.success(outcome)));
            }
        });
    }

    private void send(Leg asked, java.util.function.Consumer<Outcome> answer) {
        var leg = world.plant == Plant.NEW_IDENTITY_WHEN_SENT && world.coin()
                ? new Leg(asked.request(), new MessageIdentity(asked.identity() + "x" + world.takeTraces(1)), null)
                : asked;
        if (world.strikes(Kind.NOT_SENT)) {
            world.see(Sight.NOT_SENT);
            answer.accept(new Outcome.NotSent("connection refused"));
        } else if (world.strikes(Kind.SILENT_LOST)) {
            world.see(Sight.SILENCE_NOT_DONE);
            world.agenda.afterMillis(DEADLINE_MS, () -> answer.accept(silence()));
        } else {
            deliver(leg, answer);
        }
    }

    private void deliver(Leg leg, java.util.function.Consumer<Outcome> answer) {
        boolean late = world.strikes(Kind.LATE);
        boolean silent = world.strikes(Kind.SILENT_DONE);
        boolean garbled = world.strikes(Kind.GARBLED);
        boolean decline = world.strikes(Kind.DECLINE);
        boolean misnamed = rail.scheme == Scheme.VISA && world.strikes(Kind.WRONG_TRACE);
        long travel = late ? world.between(DEADLINE_MS, TRAVEL_MOST_MS) : world.between(1, slow());
        if (world.strikes(Kind.TWICE)) {
            world.see(Sight.MESSAGE_DELIVERED_TWICE);
            world.agenda.afterMillis(world.between(1, TRAVEL_MOST_MS), () -> rail.arrive(leg, decline));
        }
        world.agenda.afterMillis(travel, () -> {
            var outcome = rail.arrive(leg, decline);
            if (late) {
                world.see(Sight.MESSAGE_ARRIVED_AFTER_ITS_DEADLINE);
            } else if (silent) {
                world.see(Sight.SILENCE_DONE);
            } else if (misnamed) {
                // Nobody waits for what it names, so nobody hears it.
                world.see(Sight.ANSWER_NAMES_ANOTHER_TRACE);
            } else if (garbled) {
                world.see(Sight.GARBLED_ANSWER);
                answer.accept(new Outcome.Unknown("garbled"));
            } else {
                node.approvalArrives(outcome);
                answer.accept(outcome);
            }
        });
        if (late || silent || misnamed) {
            world.agenda.afterMillis(DEADLINE_MS, () -> answer.accept(silence()));
        }
    }

    private static Outcome silence() {
        return new Outcome.Unknown("no answer in time");
    }

    /** Longer than a node may keep a payment to itself, so that another one takes it up meanwhile. */
    private long verySlow() {
        return world.strikes(Kind.SLOW) && world.coin() ? 25_000 : slow();
    }

    private long slow() {
        return world.strikes(Kind.SLOW) ? 4_000 : 60;
    }

    @Override
    public Mono<Reversal> reverse(Leg leg, int attempt) {
        if (world.strikes(Kind.REVERSAL_REFUSED)) {
            world.see(Sight.REVERSAL_REFUSED);
            return recovering(() -> rail.refuseToUndo(leg));
        }
        if (world.strikes(Kind.RECOVERY_LOST)) {
            return recovering(() -> new Reversal.Unclear("no answer"));
        }
        if (world.strikes(Kind.RECOVERY_UNHEARD)) {
            return recovering(() -> {
                rail.undo(leg);
                world.see(Sight.REVERSAL_DONE_BUT_UNHEARD);
                return new Reversal.Unclear("no answer");
            });
        }
        return recovering(() -> rail.undo(leg));
    }

    final <T> Mono<T> recovering(Supplier<T> there) {
        return Mono.create(sink -> {
            if (node.alive) {
                world.agenda.afterMillis(world.between(1, verySlow()), () -> {
                    var answer = there.get();
                    node.after(1, () -> sink.success(answer));
                });
            }
        });
    }

    /** A rail that can be asked. */
    private static final class Asked extends RailLine implements Inquiry {

        private Asked(Rail rail, World world, Node node) {
            super(rail, world, node);
        }

        @Override
        public Mono<Finding> inquire(Leg leg) {
            if (world.strikes(Kind.RECOVERY_LOST)) {
                world.see(Sight.ENQUIRY_UNANSWERED);
                return recovering(() -> new Finding.Unclear("no answer"));
            }
            return recovering(() -> {
                var finding = rail.find(leg);
                node.findingArrives(finding);
                return finding;
            });
        }
    }
}
