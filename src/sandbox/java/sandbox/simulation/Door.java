package sandbox.simulation;

import gateway.packs.InForce;
import gateway.platform.http.Caller;
import gateway.rulebook.PackText;
import gateway.sessions.Revocation;
import gateway.sessions.Revocations;
import gateway.sessions.policy.PolicyInForce;
import gateway.sessions.policy.SessionPacks;
import gateway.sessions.revocations.RevocationFeed;
import gateway.sessions.signin.EndSessions;
import gateway.sessions.signin.RefreshSession;
import gateway.sessions.signin.Tokens;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One node's part that decides who gets in: the product's access filter, sign-in, refresh and revocation. */
final class Door {

    /** Few, so that signing in often ends the oldest. */
    static final int SESSIONS_MOST = 3;

    private static final long POLL_EVERY_MS = 1_000;
    private static final long STREAM_PAUSE_MS = 400;
    private static final Object MASTER =
            new gateway.platform.crypto.MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final Object KEYS = keys();
    private static final Object POLICY = policy();
    // Nothing but itself is equal to it.
    @SuppressWarnings("ReferenceEquality")
    private static final ApplicationContext APPLICATION = proxy(
            ApplicationContext.class,
            (self, method, arguments) -> method.getName().equals("equals") ? self == arguments[0] : null);

    private static final ServerHttpResponse RESPONSE = proxy(
            ServerHttpResponse.class,
            (_, method, _) -> method.getName().equals("getHeaders") ? new HttpHeaders() : null);

    final RefreshSession refresh;
    final EndSessions sessions;
    final Revocations revocations;
    final AccessDatabase database;
    private final World world;
    private final Node node;
    private final WebFilter filter;
    private final Object open;
    private final RevocationFeed feed;

    Door(World world, Node node, Clock clock, TimeOrderedIds ids) {
        this.world = world;
        this.node = node;
        this.database = new AccessDatabase(world, node);
        ObjectProvider<Object> nobody = new ObjectProvider<>() {
            @Override
            public Stream<Object> stream() {
                return Stream.empty();
            }

            @Override
            public Stream<Object> orderedStream() {
                return Stream.empty();
            }
        };
        var client = database.client();
        Disposable connections = Disposables.single();
        var lookup =
                Assembly.construct(type("gateway.sessions.revocations.RevocationLookup"), List.of(client, connections));
        var assembly = new Assembly(
                lookup,
                client,
                database,
                new RedisLine(world, node).template(),
                new CompositeMeterRegistry(),
                nobody,
                clock,
                ids,
                MASTER,
                KEYS,
                POLICY,
                APPLICATION);
        this.revocations = (Revocations) assembly.named("gateway.sessions.revocations.PostgresRevocations");
        this.filter = (WebFilter) assembly.named("gateway.sessions.web.AccessFilter");
        this.open = assembly.named("gateway.sessions.signin.OpenSession");
        this.refresh = assembly.get(RefreshSession.class);
        this.sessions = assembly.get(EndSessions.class);
        this.feed = assembly.get(RevocationFeed.class);
    }

    /** As the node's background work does, until the node dies. */
    void begin() {
        node.after(world.between(1, POLL_EVERY_MS), this::poll);
        node.after(1, this::follow);
    }

    private void poll() {
        if (world.accessIsOver()) {
            return;
        }
        Runnable again = () -> node.after(POLL_EVERY_MS, this::poll);
        ((Mono<?>) call(feed, "poll")).subscribe(_ -> {}, _ -> again.run(), again);
    }

    private void follow() {
        Runnable again = () -> node.after(STREAM_PAUSE_MS, this::follow);
        ((Flux<?>) call(feed, "follow")).subscribe(_ -> {}, _ -> again.run(), again);
    }

    Mono<Tokens> open(CustomerId customer, String key) {
        return Mono.defer(() -> {
            @SuppressWarnings("unchecked")
            var tokens = (Mono<Tokens>) call(open, "open", customer, key, "Phone");
            return tokens;
        });
    }

    /** A request at the door; emits who it lets in. */
    Mono<Caller> enter(HttpMethod method, java.net.URI uri, String token, String proof) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.AUTHORIZATION, "DPoP " + token);
        headers.set("DPoP", proof);
        var request = proxy(ServerHttpRequest.class, (_, asked, _) -> switch (asked.getName()) {
            case "getURI" -> uri;
            case "getPath" -> org.springframework.http.server.RequestPath.parse(uri, null);
            case "getHeaders" -> headers;
            case "getMethod" -> method;
            default -> throw new IllegalStateException("The model has no " + asked);
        });
        var attributes = new HashMap<String, Object>();
        var exchange = proxy(ServerWebExchange.class, (_, asked, _) -> switch (asked.getName()) {
            case "getApplicationContext" -> APPLICATION;
            case "getRequest" -> request;
            case "getResponse" -> RESPONSE;
            case "getAttributes" -> attributes;
            default -> throw new IllegalStateException("The model has no " + asked);
        });
        return filter.filter(exchange, _ -> Mono.empty())
                .then(Mono.fromSupplier(() -> (Caller) Objects.requireNonNull(attributes.get(Caller.ATTRIBUTE))));
    }

    Mono<Revocation> revoke(Revocation.Subject subject) {
        return revocations.revoke(subject, "simulated", "staff");
    }

    private static Object call(Object target, String name, @Nullable Object... arguments) {
        for (var method : target.getClass().getDeclaredMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                return call(target, method, arguments);
            }
        }
        throw new IllegalStateException("The product has no " + name);
    }

    private static Object call(Object target, Method method, @Nullable Object... arguments) {
        try {
            method.setAccessible(true);
            return Objects.requireNonNull(method.invoke(target, arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a bank begins, but with room for fewer sessions, so that there is not always room. */
    private static PolicyInForce policy() {
        try {
            var kind = new SessionPacks();
            var text = PackText.load(new ClassPathResource("sessions/default.yaml"))
                    .replace("per-customer: 5", "per-customer: " + SESSIONS_MOST);
            return new PolicyInForce(InForce.always(kind, kind.read(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One signing key for all seeds, long before and long after them. */
    private static Object keys() {
        var begin = Instant.parse("2026-01-01T00:00:00Z");
        var end = begin.plus(Duration.ofDays(3_650));
        var key = type("gateway.sessions.tokens.SigningKey");
        var signing = Assembly.construct(key, List.of(1, call0(key, "generate"), begin, end, end));
        var ring = Assembly.construct(type("gateway.sessions.tokens.KeyRing"), List.of(List.of(signing)));
        return proxy(type("gateway.sessions.tokens.KeySource"), (_, _, _) -> Mono.just(ring));
    }

    private static Object call0(Class<?> type, String name) {
        try {
            var method = type.getDeclaredMethod(name);
            method.setAccessible(true);
            return Objects.requireNonNull(method.invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
