package sandbox.simulation;

import gateway.platform.http.Caller;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.SessionProblem;
import gateway.sessions.revocations.RevocationCheck.Stakes;
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import io.r2dbc.spi.R2dbcException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import sandbox.mobile.Device;
import sandbox.simulation.AccessJudge.Request;
import sandbox.simulation.Faults.Kind;
import sandbox.simulation.Grip.Access;

/** A customer who signs in, uses what that gives, refreshes it, ends it, and is robbed of it. */
final class Holder {

    private static final List<Device> DEVICES =
            Stream.generate(Device::fresh).limit(5).toList();
    private static final Device STRANGER = DEVICES.getLast();
    private static final URI THERE = URI.create("https://bank.example/v1/payments");
    private static final long RETRY_MS = 9_000;

    final CustomerId customer;
    private final World world;
    private final List<Device> devices;
    private final List<Grip> grips = new ArrayList<>();
    boolean done;

    Holder(World world, CustomerId customer, int nth) {
        this.world = world;
        this.customer = customer;
        this.devices = DEVICES.subList(2 * nth, 2 * nth + 2);
    }

    void begin() {
        world.agenda.afterMillis(world.between(0, 10_000), this::step);
    }

    private void step() {
        if (world.isHealed()) {
            new Finale(this, world).begin();
        } else {
            act();
            world.agenda.afterMillis(world.between(300, 6_000), this::step);
        }
    }

    private void act() {
        if (grips.isEmpty()) {
            signIn();
            return;
        }
        var newest = grips.getLast();
        switch ((int) world.between(0, 13)) {
            case 0 -> signIn();
            case 1, 2, 3, 4 -> use(any(newest.tokens), world.anyNode());
            case 5, 6, 7 -> use(newest.newest(), world.anyNode());
            case 8, 9 -> refresh(newest);
            case 10, 11 -> end(newest);
            case 12 -> rob(newest);
            default -> use(any(any(grips).tokens), world.anyNode());
        }
    }

    private void signIn() {
        signIn(any(devices), world.anyNode(), _ -> {}, () -> {});
        if (world.strikes(Kind.TWIN)) {
            world.see(Sight.SIGN_IN_TWICE_AT_ONCE);
            signIn(any(devices), world.anyNode(), _ -> {}, () -> {});
        }
    }

    void signIn(Device device, Node node, Consumer<Grip> then, Runnable failed) {
        long asked = world.agenda.nanos();
        var attempt = world.judge.signsIn(customer);
        ask(
                node,
                () -> node.door().open(customer, device.thumbprint()),
                tokens -> {
                    world.judge.signedIn(attempt);
                    var grip = new Grip(tokens, device, asked, world.agenda.nanos());
                    grips.add(grip);
                    then.accept(grip);
                },
                _ -> failed.run());
    }

    Device device() {
        return any(devices);
    }

    private <T> T any(List<T> all) {
        return all.get((int) world.between(0, all.size() - 1L));
    }

    /** A request, and sometimes a copy of it from somebody who listened. */
    private void use(Access token, Node node) {
        var stakes = world.between(0, 3) == 0 ? Stakes.READ : Stakes.MONEY;
        var proof = proof(token, stakes, node);
        use(token, node, stakes, proof, _ -> {}, _ -> {});
        if (world.strikes(Kind.REPLAY)) {
            var where = world.coin() ? node : world.anyNode();
            world.agenda.afterMillis(
                    world.between(0, 30_000), () -> use(token, where, stakes, proof, _ -> {}, _ -> {}));
        }
    }

    /** By the time that the node takes for right: a thief would know it. */
    Proof proof(Access token, Stakes stakes, Node node) {
        var name = "proof-" + world.nextNumber();
        var text = token.grip()
                .device
                .proof(method(stakes).name(), THERE.toString(), token.text(), node.clock.instant(), name);
        return new Proof(name, text);
    }

    /** What a device signs for one request. */
    record Proof(String name, String text) {}

    private static HttpMethod method(Stakes stakes) {
        return stakes == Stakes.MONEY ? HttpMethod.POST : HttpMethod.GET;
    }

    void use(
            Access token,
            Node node,
            Stakes stakes,
            Proof proof,
            Consumer<Caller> then,
            Consumer<@Nullable SessionProblem> refused) {
        long sent = world.agenda.nanos();
        var came = new long[] {sent};
        ask(
                node,
                () -> {
                    came[0] = world.agenda.nanos();
                    return node.door().enter(method(stakes), THERE, token.text(), proof.text());
                },
                caller -> {
                    world.judge.letIn(new Request(token, node, stakes, proof.name(), sent, came[0]));
                    then.accept(caller);
                },
                problem -> {
                    refused(problem, new Request(token, node, stakes, proof.name(), sent, came[0]));
                    refused.accept(problem);
                });
    }

    private void refused(@Nullable SessionProblem problem, Request it) {
        switch (problem) {
            case TOKEN_REVOKED -> world.judge.revoked(it);
            case PROOF_REPLAYED -> world.see(Sight.PROOF_REPLAYED);
            case PROOF_INVALID -> world.see(Sight.PROOF_TOO_OLD);
            case REVOCATIONS_UNKNOWN -> world.see(Sight.NOBODY_COULD_TELL);
            case null, default -> {}
        }
    }

    private void refresh(Grip grip) {
        if (world.strikes(Kind.HANG_UP)) {
            world.see(Sight.REFRESH_ANSWER_LOST);
            refresh(grip, grip.known, grip.device, false);
            world.agenda.afterMillis(world.between(1, RETRY_MS), () -> refresh(grip, grip.known, grip.device, true));
        } else {
            refresh(grip, grip.known, grip.device, true);
            if (world.strikes(Kind.TWIN)) {
                world.see(Sight.REFRESH_TWICE_AT_ONCE);
                refresh(grip, grip.known, grip.device, true);
            }
        }
    }

    /** @param heard whether the device hears the answer */
    void refresh(Grip grip, int place, Device device, boolean heard) {
        long sent = world.agenda.nanos();
        int length = grip.chain.size();
        var token = grip.chain.get(place);
        token.asked(sent);
        var node = world.anyNode();
        ask(
                node,
                () -> node.door().refresh.refresh(token.text, device.thumbprint()),
                tokens -> {
                    token.unheard--;
                    if (!device.equals(grip.device)) {
                        throw world.judge.gaveToStranger(grip);
                    }
                    world.judge.refreshed(grip, place, length, sent, tokens);
                    grip.refreshed(place, heard, tokens.access());
                },
                problem -> {
                    if (problem != null) {
                        token.unheard--;
                    }
                    if (problem == SessionProblem.REFRESH_REUSED) {
                        world.judge.reused(grip, place, sent, node);
                    } else if (problem == SessionProblem.SESSION_ENDED) {
                        world.judge.sessionEnded(grip);
                    }
                });
    }

    /** Somebody else has a refresh token: an old one with the key, or the newest without. */
    private void rob(Grip grip) {
        if (!world.strikes(Kind.THEFT)) {
            return;
        }
        if (world.coin()) {
            world.see(Sight.REFRESH_WITHOUT_ITS_KEY);
            refresh(grip, grip.chain.size() - 1, STRANGER, true);
        } else if (grip.chain.size() > 1) {
            world.see(Sight.OLD_REFRESH_STOLEN);
            grip.attacked = true;
            // The owner goes on, so that what was stolen may be two steps behind.
            refresh(grip, grip.known, grip.device, true);
            world.agenda.afterMillis(
                    world.between(0, RETRY_MS),
                    () -> refresh(grip, (int) world.between(0, grip.chain.size() - 2L), grip.device, false));
        }
    }

    private void end(Grip grip) {
        var node = world.anyNode();
        var subject = subject(grip);
        boolean byOwner = subject.scope() == Scope.SESSION && world.coin();
        if (world.strikes(Kind.TWIN)) {
            world.see(Sight.REFRESHED_WHILE_REVOKED);
            refresh(grip, grip.known, grip.device, true);
        }
        end(grip, node, subject, byOwner, () -> {});
        // Whoever holds the tokens goes on with them, here and there.
        for (int i = 0; i < 3; i++) {
            world.agenda.afterMillis(world.between(0, 12_000), () -> use(grip.newest(), world.anyNode()));
        }
    }

    void end(Grip grip, Node node, Subject subject, boolean byOwner, Runnable then) {
        var wanted = world.judge.asks(subject, node);
        var device = new gateway.shared.ids.DeviceId(customer.value());
        var caller = new Caller(customer, device, grip.session, world.agenda.instant());
        ask(
                node,
                () -> byOwner
                        ? node.door().sessions.end(caller, grip.session).thenReturn(true)
                        : node.door().revoke(subject).thenReturn(true),
                _ -> {
                    world.judge.acknowledged(wanted);
                    then.run();
                },
                _ -> then.run());
    }

    private Subject subject(Grip grip) {
        return switch ((int) world.between(0, 9)) {
            case 0, 1, 2, 3 -> new Subject(Scope.SESSION, grip.session.toString());
            case 4, 5 -> new Subject(Scope.DEVICE, grip.deviceId);
            case 6, 7 -> new Subject(Scope.CUSTOMER, customer.toString());
            case 8 -> new Subject(Scope.TOKEN, grip.newest().id());
            default -> world.coin() ? Subject.EVERYBODY : new Subject(Scope.CLIENT, "oqim-mobile");
        };
    }

    private <T> void ask(
            Node node, Supplier<Mono<T>> request, Consumer<T> then, Consumer<@Nullable SessionProblem> refused) {
        node.after(
                1,
                () -> Mono.defer(request)
                        .subscribe(
                                it -> world.guarded(() -> then.accept(it)),
                                fault -> world.guarded(() -> {
                                    if (!(fault instanceof ProblemException) && !(fault instanceof R2dbcException)) {
                                        world.unexpected(customer + " got " + fault);
                                    }
                                    refused.accept(
                                            fault instanceof ProblemException it
                                                            && it.type() instanceof SessionProblem problem
                                                    ? problem
                                                    : null);
                                })));
    }
}
