package sandbox.simulation;

import gateway.payments.Answer;
import gateway.payments.PaymentProblem;
import gateway.platform.http.RequestProblem;
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import sandbox.simulation.Faults.Kind;

/** A customer's phone with one request under one key: it asks, hangs up, asks twice at once, and asks again. */
final class Client {

    private static final long PATIENCE_MS = 20_000;
    private static final Pattern ID = Pattern.compile("\"id\":\"(?:pay|rfd)_([0-9a-f-]{36})\"");
    private static final Pattern STATUS = Pattern.compile("\"status\":\"([a-z_]+)\"");

    final CustomerId customer;
    final String key;
    /** Everything it was told with a good status, in order. */
    final List<String> told = new ArrayList<>();

    private final World world;
    private final Request request;
    private final Consumer<Client> then;

    @Nullable
    String refused;

    boolean done;
    private int asked;

    /** @param then what the customer does with the answer */
    Client(World world, CustomerId customer, String key, Request request, Consumer<Client> then) {
        this.world = world;
        this.customer = customer;
        this.key = key;
        this.request = request;
        this.then = then;
    }

    /** What is asked of any node. */
    interface Request {

        Mono<Answer> ask(Node node);
    }

    void begin() {
        ask();
        if (world.strikes(Kind.TWIN)) {
            world.see(Sight.KEY_TWICE_AT_ONCE);
            ask();
        }
    }

    /** The id in an answer. */
    static String id(String told) {
        return first(ID.matcher(told));
    }

    /** The status in an answer. */
    static String status(String told) {
        return first(STATUS.matcher(told));
    }

    private static String first(Matcher matcher) {
        return matcher.find() ? matcher.group(1) : "";
    }

    private void ask() {
        int mine = ++asked;
        var node = world.anyNode();
        if (mine > 1) {
            world.see(Sight.CLIENT_RETRIED_ELSEWHERE);
        }
        if (world.strikes(Kind.HANG_UP)) {
            world.see(Sight.CLIENT_HUNG_UP);
            node.after(1, () -> request.ask(node).subscribe(_ -> {}, _ -> {}).dispose());
        } else {
            node.after(1, () -> request.ask(node).subscribe(this::answered, this::failed));
        }
        world.agenda.afterMillis(PATIENCE_MS, () -> {
            if (!done && asked == mine) {
                ask();
            }
        });
    }

    private void answered(Answer answer) {
        told.add(new String(answer.body(), StandardCharsets.UTF_8));
        world.agenda.say(key + " is told " + told.getLast());
        if (told.size() > 1) {
            world.see(Sight.ANSWER_REPEATED);
            finish();
        } else {
            // Asks once more: a repeat must be told the same.
            world.agenda.afterMillis(world.between(10, 4_000), this::ask);
        }
    }

    private void failed(Throwable failure) {
        if (failure instanceof R2dbcTimeoutException) {
            // No trace number in time: the edge answers 503.
            again();
            return;
        }
        if (!(failure instanceof ProblemException problem)) {
            // Thrown from here it would only reach the log.
            world.unexpected(key + " got " + failure);
            return;
        }
        world.agenda.say(key + " is refused " + problem.type().status() + " " + problem.type());
        if (problem.type() == RequestProblem.REQUEST_IN_PROGRESS) {
            world.see(Sight.KEY_STILL_IN_PROGRESS);
        }
        if (problem.type() == RequestProblem.REQUEST_IN_PROGRESS
                || problem.type() == PaymentProblem.PAYMENT_CHANGED
                || problem.type().status() == 503) {
            again();
        } else {
            refused(problem.type().name());
        }
    }

    private void again() {
        world.agenda.afterMillis(world.between(500, 3_000), () -> {
            if (!done) {
                ask();
            }
        });
    }

    private void refused(String why) {
        if (refused == null) {
            refused = why;
            // Asks once more: a repeat must be refused too, even when the money has come meanwhile.
            world.agenda.afterMillis(world.between(10, 4_000), this::ask);
        } else {
            world.see(Sight.REFUSAL_REPEATED);
            finish();
        }
    }

    private void finish() {
        if (!done) {
            done = true;
            then.accept(this);
        }
    }
}
