package sandbox.simulation;

import gateway.payments.Answer;
import gateway.payments.Payments.Order;
import gateway.platform.journal.ClaimKey;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sandbox.simulation.Faults.Kind;

/** A customer's phone with one order: it asks, hangs up, asks twice at once, and asks again with the same key. */
final class Client {

    private static final long PATIENCE_MS = 20_000;

    final Order order;
    /** Everything it was told with status 201, in order. */
    final List<String> told = new ArrayList<>();

    private final World world;

    @Nullable
    String refused;

    boolean done;
    private int asked;

    Client(World world, Order order) {
        this.world = world;
        this.order = order;
    }

    void begin() {
        ask();
        if (world.strikes(Kind.TWIN)) {
            world.see(Sight.KEY_TWICE_AT_ONCE);
            ask();
        }
    }

    private void ask() {
        int mine = ++asked;
        var node = world.anyNode();
        if (mine > 1) {
            world.see(Sight.CLIENT_RETRIED_ELSEWHERE);
        }
        if (world.strikes(Kind.HANG_UP)) {
            world.see(Sight.CLIENT_HUNG_UP);
            node.after(
                    1,
                    () -> node.payments.make(order).subscribe(_ -> {}, _ -> {}).dispose());
        } else {
            node.after(1, () -> node.payments.make(order).subscribe(this::answered, this::failed));
        }
        world.agenda.afterMillis(PATIENCE_MS, () -> {
            if (!done && asked == mine) {
                ask();
            }
        });
    }

    private void answered(Answer answer) {
        told.add(new String(answer.body(), StandardCharsets.UTF_8));
        world.agenda.say(order.key() + " is told " + told.getLast());
        if (told.size() > 1) {
            world.see(Sight.ANSWER_REPEATED);
            done = true;
        } else {
            // Asks once more: a repeat must be told the same.
            world.agenda.afterMillis(world.between(10, 4_000), this::ask);
        }
    }

    private void failed(Throwable failure) {
        if (!(failure instanceof ProblemException problem)) {
            // Thrown from here it would only reach the log.
            world.unexpected(order.key() + " got " + failure);
            return;
        }
        int status = problem.type().status();
        world.agenda.say(order.key() + " is refused " + status + " " + problem.type());
        if (status == 409) {
            world.see(Sight.KEY_STILL_IN_PROGRESS);
        }
        if (status == 409 || status == 503) {
            world.agenda.afterMillis(world.between(500, 3_000), () -> {
                if (!done) {
                    ask();
                }
            });
        } else {
            refused(problem.type().name());
        }
    }

    private void refused(String why) {
        if (refused == null) {
            refused = why;
            // Asks once more: a repeat must be refused too, even when the money has come meanwhile.
            world.agenda.afterMillis(world.between(10, 4_000), this::ask);
        } else {
            world.see(Sight.REFUSAL_REPEATED);
            done = true;
        }
    }

    String name() {
        return Database.key(order.customer().value(), order.key());
    }

    static boolean isSame(ClaimKey claim, Client client) {
        return client.name().equals(Database.key(claim.scope(), claim.key()));
    }
}
