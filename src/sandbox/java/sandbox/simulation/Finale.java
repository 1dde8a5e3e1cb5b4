package sandbox.simulation;

import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.SessionProblem;
import gateway.sessions.revocations.RevocationCheck.Stakes;
import org.jspecify.annotations.Nullable;

/** After everything healed: signing in works, both nodes let in, and one second after an end both refuse. */
final class Finale {

    private static final long SETTLE_MS = 8_000;
    private static final long AGAIN_MS = 1_000;
    private static final long EVERYWHERE_MS = 1_600;
    private static final int TRIES = 60;

    private final Holder holder;
    private final World world;
    private int tries;

    Finale(Holder holder, World world) {
        this.holder = holder;
        this.world = world;
    }

    void begin() {
        world.agenda.afterMillis(SETTLE_MS + world.between(0, 5_000), this::signIn);
    }

    private void signIn() {
        holder.signIn(holder.device(), world.anyNode(), grip -> use(grip, 0), () -> again(this::signIn));
    }

    private void again(Runnable step) {
        if (++tries > TRIES) {
            throw new Violation("after healing everybody gets in", holder.customer + " does not");
        }
        world.agenda.afterMillis(AGAIN_MS, step);
    }

    private void use(Grip grip, int nth) {
        if (nth == 2) {
            end(grip);
            return;
        }
        var token = grip.newest();
        var node = world.node(nth);
        holder.use(
                token,
                node,
                Stakes.MONEY,
                holder.proof(token, Stakes.MONEY, node),
                _ -> use(grip, nth + 1),
                // Something asked for long ago may end the session only now.
                problem -> again(problem == SessionProblem.TOKEN_REVOKED ? this::signIn : () -> use(grip, nth)));
    }

    private void end(Grip grip) {
        var session = new Subject(Scope.SESSION, grip.session.toString());
        holder.end(
                grip,
                world.anyNode(),
                session,
                true,
                () -> world.agenda.afterMillis(EVERYWHERE_MS, () -> {
                    refused(grip, 0);
                    refused(grip, 1);
                }));
    }

    private void refused(Grip grip, int nth) {
        var token = grip.newest();
        var node = world.node(nth);
        holder.use(token, node, Stakes.READ, holder.proof(token, Stakes.READ, node), _ -> {}, it -> over(it, nth));
    }

    private void over(@Nullable SessionProblem problem, int nth) {
        if (problem != SessionProblem.TOKEN_REVOKED) {
            throw new Violation("a revoked token gets nobody in", holder.customer + " heard " + problem);
        }
        if (nth == 1) {
            holder.done = true;
        }
    }
}
