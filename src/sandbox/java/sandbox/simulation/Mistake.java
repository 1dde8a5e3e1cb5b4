package sandbox.simulation;

import gateway.payments.Payments.Order;
import gateway.platform.http.RequestProblem;
import gateway.shared.problems.ProblemException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.nio.charset.StandardCharsets;

/** Somebody's phone sends something else under a key that was used: it must hear so, and nothing may come of it. */
final class Mistake {

    private static final byte[] OTHER = "another body".getBytes(StandardCharsets.UTF_8);

    private final World world;
    private final Order order;

    Mistake(World world, Order order) {
        this.world = world;
        this.order = new Order(
                order.customer(),
                order.key(),
                OTHER,
                order.amount(),
                order.source(),
                order.destination(),
                order.origin());
    }

    void make() {
        var node = world.anyNode();
        node.after(1, () -> node.payments.make(order).subscribe(answer -> taken(answer.status()), this::refused));
    }

    private void taken(int status) {
        world.guarded(() -> {
            throw new Violation("another body under a key is refused", order.key() + " was answered " + status);
        });
    }

    private void refused(Throwable why) {
        if (why instanceof R2dbcTimeoutException) {
            world.agenda.say(order.key() + " with another body is answered 503");
        } else if (!(why instanceof ProblemException problem)) {
            world.unexpected(order.key() + " with another body got " + why);
        } else if (problem.type() == RequestProblem.KEY_REUSED) {
            world.see(Sight.KEY_WITH_ANOTHER_BODY);
        } else if (problem.type().status() != 503) {
            taken(problem.type().status());
        }
    }
}
