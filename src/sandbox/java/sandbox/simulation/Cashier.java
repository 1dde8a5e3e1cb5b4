package sandbox.simulation;

import gateway.operators.Announced;
import gateway.operators.Announced.Bounds;
import gateway.operators.OperatorTransaction.State;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.Outcome;
import gateway.operators.PaidFor;
import gateway.operators.TakeTransactions;
import gateway.operators.Why;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import sandbox.simulation.Faults.Kind;

/**
 * One payment at an operator, as the operator sees it. It calls until it has an answer, at any node, twice at once,
 * without waiting, and again; some call off what they announced, or what was paid, and some forget.
 */
final class Cashier {

    private static final long PATIENCE_MS = 10_000;
    private static final Bounds BOUNDS = new Bounds(1, 10_000_000_00L);
    private static final int REASON = 5;
    private static final long AT_ONCE_SECONDS = 86_400;

    final TransactionKey key;
    final PaidFor paidFor;
    final Money amount;
    Belief belief = Belief.NOTHING;
    private final World world;
    private final String account;
    private final Manner manner;
    private final Instant theirTime;
    private final Instant validUntil;
    private final boolean changesItsMind;
    private @Nullable Call call;
    private int asked;
    private int answers;
    private @Nullable UUID id;
    private boolean over;

    /** How its operator's protocol goes. */
    private enum Manner {
        IN_TWO_STEPS,
        /** The payer has been debited before we hear of it, and gets the money back when we say no. */
        DEBITED_BEFORE,
        AT_ONCE
    }

    /** What the operator holds for true, and settles by. */
    enum Belief {
        NOTHING,
        PAID,
        RETURNED
    }

    /** What it asks for. */
    enum Call {
        ANNOUNCE,
        PERFORM,
        CANCEL
    }

    Cashier(World world, TransactionKey key, PaidFor paidFor, String account, Money amount) {
        this.world = world;
        this.key = key;
        this.paidFor = paidFor;
        this.account = account;
        this.amount = amount;
        this.manner = Manner.values()[(int) world.between(0, 2)];
        this.theirTime = world.agenda.instant();
        this.validUntil = theirTime.plusSeconds(world.between(50, 90));
        this.changesItsMind = world.between(0, 2) == 0;
    }

    boolean isOver() {
        var stands = world.database.operators.transactions.get(key);
        return over && (stands == null || !(stands.state() instanceof State.Created));
    }

    void begin() {
        begin(Call.ANNOUNCE);
    }

    private void begin(Call next) {
        call = next;
        answers = 0;
        ask(next);
        if (world.strikes(Kind.TWIN)) {
            world.see(Sight.TOP_UP_TWICE_AT_ONCE);
            ask(next);
        }
    }

    private void ask(Call mine) {
        int turn = ++asked;
        var node = world.anyNode();
        if (world.strikes(Kind.HANG_UP)) {
            node.after(1, () -> answer(mine, node).subscribe(_ -> {}, _ -> {}).dispose());
        } else {
            node.after(
                    1,
                    () -> answer(mine, node)
                            .subscribe(it -> world.guarded(() -> answered(mine, it)), error -> failed(mine, error)));
        }
        world.agenda.afterMillis(PATIENCE_MS, () -> {
            if (call == mine && asked == turn) {
                world.see(Sight.TOP_UP_ASKED_AGAIN);
                ask(mine);
            }
        });
    }

    private Mono<Outcome> answer(Call mine, Node node) {
        TakeTransactions take = node.desk().take;
        return switch (mine) {
            case ANNOUNCE -> take.announce(announced(amount));
            case PERFORM -> manner == Manner.DEBITED_BEFORE ? take.performOrCallOff(key) : take.perform(key);
            case CANCEL -> take.cancel(key, REASON);
        };
    }

    private Announced announced(Money of) {
        // As Paynet's calls: each is good for a while from when it comes.
        boolean atOnce = manner == Manner.AT_ONCE;
        var until = atOnce ? world.agenda.instant().plusSeconds(AT_ONCE_SECONDS) : validUntil;
        return new Announced(key, paidFor, account, of, BOUNDS, theirTime, until, atOnce);
    }

    private void failed(Call mine, Throwable error) {
        if (!(error instanceof ProblemException)) {
            world.unexpected(key + " got " + error);
        } else if (call == mine) {
            world.agenda.afterMillis(world.between(500, 3_000), () -> {
                if (call == mine) {
                    ask(mine);
                }
            });
        }
    }

    private void answered(Call mine, Outcome outcome) {
        world.agenda.say(key.theirId() + " hears of " + mine + ": " + Heard.text(outcome));
        if (call != mine) {
            return;
        }
        same(outcome);
        answers++;
        if (outcome instanceof Outcome.Known(var it)
                && mine == Call.PERFORM
                && answers == 1
                && it.performedAt() != null) {
            world.see(Sight.TOP_UP_ANSWER_LOST);
        }
        believe(mine, outcome);
        if (answers == 1 && Heard.isStable(mine, outcome)) {
            // Asks once more: a repeat must be told the same.
            world.agenda.afterMillis(world.between(10, 4_000), () -> {
                if (call == mine) {
                    ask(mine);
                }
            });
        } else if (Heard.isStable(mine, outcome) || isAnnouncedOnly(mine) || world.isSettled()) {
            next(mine, outcome);
        } else {
            // What was sent before may still arrive and pay; only when nothing can, this no is the last word.
            call = null;
            world.agenda.afterMillis(PATIENCE_MS, () -> begin(Call.CANCEL));
        }
    }

    /** Nothing has moved with that; what arrives late is not performed by anybody, and times out. */
    private boolean isAnnouncedOnly(Call mine) {
        return mine == Call.ANNOUNCE && manner != Manner.AT_ONCE;
    }

    /** One name is one transaction, whoever asks. */
    private void same(Outcome outcome) {
        var it = Heard.transaction(outcome);
        if (it == null || !(outcome instanceof Outcome.Done || outcome instanceof Outcome.Known)) {
            return;
        }
        if (id != null && !id.equals(it.id())) {
            throw new Violation("a repeat is told the same", key + " was told of two transactions");
        }
        id = it.id();
    }

    private void believe(Call mine, Outcome outcome) {
        switch (mine) {
            case ANNOUNCE -> {
                if (outcome instanceof Outcome.No(var why, var _)) {
                    refused(why);
                } else if (manner == Manner.AT_ONCE) {
                    belief = Belief.PAID;
                }
            }
            case PERFORM -> {
                boolean paid = !(outcome instanceof Outcome.No);
                if (answers > 1 && paid != (belief == Belief.PAID)) {
                    throw new Violation("a repeat is told the same", key + " was told " + Heard.text(outcome));
                }
                belief = paid ? Belief.PAID : Belief.NOTHING;
            }
            case CANCEL -> cancelled(outcome);
        }
    }

    private void refused(Why why) {
        if (manner == Manner.AT_ONCE && belief == Belief.PAID) {
            throw new Violation("a repeat is told the same", key + " was paid and is told " + why);
        }
        switch (why) {
            case INVOICE_HELD, INVOICE_PAID -> world.see(Sight.INVOICE_WANTED_BY_TWO);
            case LIMIT_EXCEEDED -> world.see(Sight.TOP_UP_OVER_A_LIMIT);
            default -> {}
        }
    }

    private void cancelled(Outcome outcome) {
        if (outcome instanceof Outcome.No(var why, var _)) {
            if (why == Why.CANNOT_GIVE_BACK) {
                world.see(Sight.TOP_UP_SPENT_BEFORE_IT_COULD_COME_BACK);
                belief = Belief.PAID;
            }
            return;
        }
        var it = Objects.requireNonNull(Heard.transaction(outcome));
        belief = it.state() instanceof State.Returned ? Belief.RETURNED : Belief.NOTHING;
    }

    private void next(Call mine, Outcome outcome) {
        call = null;
        boolean no = outcome instanceof Outcome.No;
        switch (mine) {
            case ANNOUNCE -> {
                if (no) {
                    end();
                } else if (manner == Manner.AT_ONCE) {
                    later(changesItsMind ? Call.CANCEL : null);
                } else if (changesItsMind && world.coin()) {
                    // Half of these forget it; nobody performs it.
                    later(world.coin() ? Call.CANCEL : null);
                } else {
                    later(Call.PERFORM);
                }
            }
            case PERFORM -> later(!no && changesItsMind ? Call.CANCEL : null);
            case CANCEL -> end();
        }
    }

    private void later(@Nullable Call next) {
        if (next == null) {
            end();
        } else {
            world.agenda.afterMillis(world.between(10, 20_000), () -> begin(next));
        }
    }

    /** Afterwards a few say something wrong, which must change nothing. */
    private void end() {
        over = true;
        if (world.between(0, 3) == 0) {
            new WrongCall(world, key, announced(amount.plus(new Money(1, Asset.UZS)))).make();
        }
    }
}
