package loads;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.http.client.Request;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import sandbox.mobile.Codes;
import sandbox.mobile.MobileApp.Tokens;

/** What the bank's app does, as steps of a scenario. A virtual user acts for the person in its session. */
final class Mobile {

    private static final String PERSON = "person";
    private static final String ORDER = "order";
    private static final String JSON = "application/json";
    private static final AtomicLong PROOFS = new AtomicLong();
    // Unlike the proofs of every other run.
    private static final String RUN = Long.toHexString(System.nanoTime()) + "-load-";

    private final World world;
    private final Answers answers;

    Mobile(World world, Answers answers) {
        this.world = world;
        this.answers = answers;
    }

    /** A few connections for all, as behind the proxy at a bank's edge: what is measured is not the greeting. */
    HttpProtocolBuilder together() {
        return alone().shareConnections();
    }

    /**
     * HTTP/2 over TLS, each virtual user on a connection of their own; each request with a proof, made when it is sent.
     */
    HttpProtocolBuilder alone() {
        return http.baseUrl(world.gateway().toString())
                .enableHttp2()
                .disableWarmUp()
                .disableCaching()
                .acceptHeader(JSON)
                .sign(Mobile::proven);
    }

    ChainBuilder become(Supplier<Person> who) {
        return exec(session -> session.set(PERSON, who.get()));
    }

    /** A payment that has to be completed. */
    ChainBuilder pay(String group, Supplier<Order> draw) {
        return exec(
                ordered(draw),
                refreshIfOld(group),
                exec(payment(group)
                        .check(
                                status().is(201),
                                substring("\"completed\""),
                                jsonPath("$.id").saveAs("payment"))));
    }

    /** A payment that may be refused, if it is said when to come again. */
    ChainBuilder tryToPay(String group, Supplier<Order> draw) {
        return exec(
                ordered(draw),
                exec(payment(group)
                        .check(status().in(201, 429, 503))
                        .checkIf((response, _) -> response.status().code() != 201)
                        .then(header("Retry-After").exists())));
    }

    /** At the payment that was just made. */
    ChainBuilder look(String group) {
        return exitHereIfFailed()
                .exec(http(group + ": look")
                        .get(session -> "/v1/payments/" + session.getString("payment"))
                        .check(status().is(200), substring("\"completed\"")));
    }

    /** By phone and code, with a key that was made for it. */
    ChainBuilder signIn(String group) {
        return exec(http(group + ": ask for a code")
                        .post("/v1/sign-in")
                        .header("Content-Type", JSON)
                        .body(StringBody(Mobile::signInRequest))
                        .check(status().is(200), jsonPath("$.challengeId").saveAs("challenge")))
                .exitHereIfFailed()
                .exec(http("SMS")
                        .get(session -> world.sandbox()
                                .resolve("/sms/" + person(session).phoneNumber())
                                .toString())
                        .silent()
                        .check(jsonPath("$[0].text")
                                .transform(text -> Codes.in(text).orElseThrow())
                                .saveAs("code")))
                .exitHereIfFailed()
                .exec(http(group + ": confirm the code")
                        .post("/v1/sign-in/confirm")
                        .header("Content-Type", JSON)
                        .body(StringBody("{\"challengeId\":\"#{challenge}\",\"code\":\"#{code}\"}"))
                        .check(
                                status().is(200),
                                jsonPath("$.access_token").saveAs("access"),
                                jsonPath("$.refresh_token").saveAs("refresh"),
                                jsonPath("$.session_id").saveAs("session"),
                                jsonPath("$.customer_id").saveAs("customer")))
                .exitHereIfFailed()
                .exec(session -> {
                    person(session)
                            .use(new Tokens(
                                    session.getString("access"),
                                    session.getString("refresh"),
                                    session.getString("session"),
                                    session.getString("customer")));
                    return session;
                });
    }

    ChainBuilder refresh(String group) {
        return exec(http(group + ": refresh")
                        .post("/v1/tokens/refresh")
                        .header("Content-Type", JSON)
                        .body(StringBody(session -> "{\"refresh_token\":\""
                                + person(session).tokens().refresh() + "\"}"))
                        .check(
                                status().is(200),
                                jsonPath("$.access_token").saveAs("access"),
                                jsonPath("$.refresh_token").saveAs("refresh")))
                .exec(Mobile::refreshed);
    }

    /** A token that counts must be heard, whatever else goes on. */
    ChainBuilder useGoodToken(String name) {
        return exec(http(name).get("/v1/sessions").check(status().is(200)).transformResponse((response, _) -> {
            answers.saw(response);
            return response;
        }));
    }

    ChainBuilder endSession(String name) {
        return exec(http(name)
                .delete(session -> "/v1/sessions/" + person(session).tokens().session())
                .check(status().is(204)));
    }

    static Person person(Session session) {
        return session.get(PERSON);
    }

    private ChainBuilder ordered(Supplier<Order> draw) {
        return exec(session -> {
            var order = draw.get();
            return session.set(ORDER, order).set(PERSON, order.person());
        });
    }

    private ChainBuilder refreshIfOld(String group) {
        return doIf(session -> person(session).shouldRefresh()).then(refresh(group));
    }

    private HttpRequestActionBuilder payment(String group) {
        return http(session -> group + ": " + order(session).kind())
                .post("/v1/payments")
                .header("Content-Type", JSON)
                .header("Idempotency-Key", session -> order(session).key())
                .body(StringBody(session -> order(session).body()))
                .transformResponse((response, session) -> {
                    answers.heard(group, order(session), response);
                    return response;
                });
    }

    private static Session refreshed(Session session) {
        var person = person(session);
        if (session.isFailed()) {
            person.use(person.tokens());
            return session;
        }
        var old = person.tokens();
        person.use(
                new Tokens(session.getString("access"), session.getString("refresh"), old.session(), old.customer()));
        return session;
    }

    private static String signInRequest(Session session) {
        var person = person(session);
        return "{\"phone\":\"%s\",\"deviceKey\":%s,\"deviceName\":\"Test phone\"}"
                .formatted(person.phoneNumber(), person.device().publicKey());
    }

    private static Request proven(Request request, Session session) {
        if (request.getUri().isSecured()) {
            var person = person(session);
            var url = request.getUri().toUrlWithoutQuery();
            var tokens = person.tokensIfAny();
            // Signing in and refreshing happen without an access token.
            boolean withToken = tokens != null && !url.contains("/v1/sign-in") && !url.contains("/v1/tokens");
            var access = withToken ? tokens.access() : null;
            var id = RUN + PROOFS.incrementAndGet();
            var proof = person.device().proof(request.getMethod().name(), url, access, Instant.now(), id);
            request.getHeaders().set("DPoP", proof);
            if (access != null) {
                request.getHeaders().set("Authorization", "DPoP " + access);
            }
        }
        return request;
    }

    private static Order order(Session session) {
        return session.get(ORDER);
    }
}
