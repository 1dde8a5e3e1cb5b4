package sandbox.simulation;

import gateway.sessions.Revocation.Subject;
import gateway.sessions.revocations.RevocationCheck.Stakes;
import gateway.sessions.signin.Tokens;
import gateway.shared.ids.CustomerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sandbox.simulation.Grip.Access;

/**
 * Judges who was let in and who was given tokens; knows only what clients were told, and shares no rule with the
 * product.
 */
final class AccessJudge {

    private static final long SECOND = 1_000_000_000L;
    private static final long MONEY_BOUND = 5 * SECOND;
    private static final long READ_BOUND = 60 * SECOND;
    private static final long CALM_BOUND = 3 * SECOND / 2;
    /** A node leaves Redis alone for a second after a silence. */
    private static final long REST = 2 * SECOND;

    private static final long GRACE = 10 * SECOND;
    private static final int SESSIONS_MOST = Door.SESSIONS_MOST;

    private final World world;
    private final List<Ended> ended = new ArrayList<>();
    private final Map<String, Use> proofs = new HashMap<>();
    private final Map<CustomerId, List<SignIn>> signIns = new LinkedHashMap<>();

    AccessJudge(World world) {
        this.world = world;
    }

    /** A revocation that somebody wanted; not acknowledged while {@code ackedAt} is in the future. */
    static final class Ended {

        final Subject subject;
        final long askedAt;
        final Node node;
        long ackedAt = Long.MAX_VALUE;

        Ended(Subject subject, long askedAt, Node node) {
            this.subject = subject;
            this.askedAt = askedAt;
            this.node = node;
        }
    }

    /** A request that was let in. */
    private record Use(Node node, long at) {}

    /**
     * @param sentAt when the client sent it
     * @param cameAt when the node took it up
     */
    record Request(Access token, Node node, Stakes stakes, String proof, long sentAt, long cameAt) {}

    Ended asks(Subject subject, Node node) {
        var wanted = new Ended(subject, world.agenda.nanos(), node);
        ended.add(wanted);
        return wanted;
    }

    void acknowledged(Ended wanted) {
        wanted.ackedAt = world.agenda.nanos();
        world.agenda.say(wanted.subject + " is revoked by " + wanted.node.name);
        world.see(Sight.REVOKED);
        if (world.redis.down || wanted.node.redisCut()) {
            world.see(Sight.REVOKED_WHILE_REDIS_IS_AWAY);
        }
    }

    /** Somebody asks to sign in; nobody knows when an attempt without an answer happens. */
    static final class SignIn {

        private long answeredAt = Long.MAX_VALUE;
    }

    SignIn signsIn(CustomerId customer) {
        var attempt = new SignIn();
        signIns.computeIfAbsent(customer, _ -> new ArrayList<>()).add(attempt);
        return attempt;
    }

    void signedIn(SignIn attempt) {
        world.see(Sight.SIGNED_IN);
        attempt.answeredAt = world.agenda.nanos();
    }

    void letIn(Request it) {
        world.see(it.stakes() == Stakes.MONEY ? Sight.LET_IN_FOR_MONEY : Sight.LET_IN_TO_READ);
        ended.stream()
                .filter(revoked -> it.token().isTouchedBy(revoked.subject)
                        && it.token().grip().openedAt() <= revoked.askedAt
                        && revoked.ackedAt < it.sentAt())
                .forEach(revoked -> isInTime(revoked, it));
        somebodyWasSure(it);
        firstUse(it);
    }

    private void isInTime(Ended revoked, Request it) {
        if (it.sentAt() > revoked.ackedAt + bound(revoked, it)) {
            throw new Violation(
                    "a revoked token gets nobody in",
                    "%s, revoked %.3f s before on %s, got in for %s on %s"
                            .formatted(
                                    revoked.subject,
                                    (it.sentAt() - revoked.ackedAt) / 1e9,
                                    revoked.node.name,
                                    it.stakes(),
                                    it.node().name));
        }
        world.see(Sight.REVOKED_AND_LET_IN_WITHIN_THE_BOUND);
    }

    private long bound(Ended revoked, Request it) {
        if (revoked.node.equals(it.node())) {
            return 0;
        }
        if (world.isCalm(it.node())) {
            return CALM_BOUND;
        }
        return it.stakes() == Stakes.MONEY ? MONEY_BOUND : READ_BOUND;
    }

    /** Money moves only when the node has heard from the database not long ago. */
    private void somebodyWasSure(Request it) {
        var database = it.node().door().database;
        if (database.toldTruth >= it.cameAt()) {
            world.see(Sight.VIEW_TOO_OLD_AND_DATABASE_ASKED);
        } else if (it.stakes() == Stakes.MONEY && it.cameAt() - database.toldNews > MONEY_BOUND) {
            throw new Violation(
                    "money is refused when nobody can be sure",
                    "%s let somebody in, %.3f s after it last heard of revocations"
                            .formatted(it.node().name, (it.cameAt() - database.toldNews) / 1e9));
        }
    }

    private void firstUse(Request it) {
        var before = proofs.put(it.proof(), new Use(it.node(), it.sentAt()));
        if (before == null) {
            return;
        }
        if (before.node().equals(it.node()) || world.redis.troubledAt < before.at() - REST) {
            throw new Violation(
                    "a proof counts once",
                    it.proof() + " was accepted by " + before.node().name + " and " + it.node().name);
        }
        world.see(Sight.PROOF_ACCEPTED_TWICE_WITHOUT_REDIS);
    }

    /** Nobody is thrown out without a reason. */
    void revoked(Request it) {
        world.see(Sight.REVOKED_TOKEN_REFUSED);
        if (!hasReason(it.token(), it.token().grip())) {
            throw new Violation(
                    "nobody is thrown out without a reason",
                    it.token().grip().session + " was refused by " + it.node().name);
        }
    }

    private boolean hasReason(@Nullable Access token, Grip grip) {
        // Its own sign-in is one of them.
        long since = signIns.getOrDefault(grip.customer, List.of()).stream()
                .filter(attempt -> attempt.answeredAt > grip.askedAt)
                .count();
        return since > SESSIONS_MOST
                || grip.mayBeReused(world.agenda.nanos(), GRACE)
                || ended.stream()
                        .filter(it -> token == null ? grip.isTouchedBy(it.subject) : token.isTouchedBy(it.subject))
                        .anyMatch(it -> it.ackedAt > grip.askedAt);
    }

    /**
     * Somebody was given new tokens.
     *
     * @param place of the refresh token in the chain
     * @param length of the chain when it was presented
     */
    void refreshed(Grip grip, int place, int length, long sentAt, Tokens tokens) {
        world.see(Sight.REFRESHED);
        if (place < length - 2) {
            throw new Violation("an older refresh token ends the session", grip.session + " was refreshed with one");
        }
        if (!world.clocksStep() && place == length - 2 && sentAt > grip.chain.get(place + 1).toldAt + GRACE) {
            throw new Violation("a lost answer is repeated for a short time only", grip.session + " was refreshed");
        }
        for (var it : ended) {
            if (grip.isTouchedBy(it.subject) && grip.openedAt() <= it.askedAt && it.ackedAt < sentAt) {
                throw new Violation("what was revoked is not refreshed", grip.session + " in spite of " + it.subject);
            }
        }
        if (place + 1 == grip.chain.size()) {
            grip.chain.add(new Grip.Refresh(tokens.refresh(), world.agenda.nanos()));
        } else if (!grip.chain.get(place + 1).text.equals(tokens.refresh())) {
            throw new Violation("a refresh token has one successor", grip.session + " has two");
        } else {
            world.see(Sight.REFRESH_REPEATED);
        }
    }

    /** The product says that an older token was used, and ends the session. */
    void reused(Grip grip, int place, long sentAt, Node node) {
        world.see(Sight.REFRESH_REUSED);
        long now = world.agenda.nanos();
        long since = now - grip.chain.get(place).askedAt;
        // By wrong clocks the grace is shorter or longer than it should be.
        if (!world.clocksStep() && !grip.attacked && place >= grip.known && since <= GRACE) {
            throw new Violation(
                    "an honest repetition survives",
                    "%s was ended, %.3f s after it was first asked".formatted(grip.session, since / 1e9));
        }
        var it = new Ended(
                new Subject(gateway.sessions.Revocation.Scope.SESSION, grip.session.toString()), sentAt, node);
        ended.add(it);
        it.ackedAt = now;
    }

    void sessionEnded(Grip grip) {
        world.see(Sight.SESSION_ENDED);
        if (!hasReason(null, grip)) {
            throw new Violation("nobody is thrown out without a reason", grip.session + " could not be refreshed");
        }
    }

    Violation gaveToStranger(Grip grip) {
        return new Violation("a refresh token is worth nothing without its key", grip.session + " was refreshed");
    }

    /** In the end: nobody is signed in more often than allowed. */
    void check() {
        var nobody = world.tables.begin();
        for (var customer : signIns.keySet()) {
            long live = world.tables.sessionsOf(nobody, customer.value()).stream()
                    .filter(row -> !world.tables.isRevoked(nobody, row))
                    .count();
            if (live > SESSIONS_MOST) {
                throw new Violation("no more sessions than allowed", customer + " has " + live);
            }
        }
        world.tables.rollback(nobody);
    }
}
