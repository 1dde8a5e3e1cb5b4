package gateway;

import static gateway.CrossBorderWorld.created;

import java.util.List;
import java.util.stream.Stream;
import sandbox.mobile.MobileApp;

/**
 * One of everything that a customer can have, for {@link PermissionMatrixScenario}: what is asked for there is somebody
 * else's, not a name that nobody bears.
 */
record OwnersThings(
        MobileApp owner,
        String card,
        String registration,
        String issued,
        String payment,
        String refund,
        String beneficiary,
        String quote,
        String remittance) {

    /** Of whoever signed in first in {@link CrossBorderWorld}. */
    static OwnersThings make() throws Exception {
        var owner = CrossBorderWorld.phone;
        var sent = CrossBorderWorld.send(
                CrossBorderWorld.quoted("receive", "30.00", "USD"), CrossBorderWorld.cardSource());
        CrossBorderWorld.await(() -> CrossBorderWorld.status(sent).equals("sent"));
        var payment = id(owner.post("/v1/payments", """
            {"amount":{"value":"10.00","currency":"UZS"},"source":%s,"destination":{"type":"wallet"}}\
            """.formatted(CrossBorderWorld.cardSource()), MobileApp.newKey()));
        var linked =
                owner.post("/v1/cards", "{\"pan\":\"8600490000000109\",\"expiry\":\"2030-12\"}", MobileApp.newKey());
        return new OwnersThings(
                owner,
                CrossBorderWorld.card,
                linked.body().path("registrationId").asString(),
                id(owner.post("/v1/issued-cards", "{\"form\":\"virtual\",\"currency\":\"UZS\"}", MobileApp.newKey())),
                payment,
                id(owner.post("/v1/payments/" + payment + "/refunds", "{}", MobileApp.newKey())),
                CrossBorderWorld.friend,
                CrossBorderWorld.quoted("receive", "20.00", "USD"),
                sent.path("id").asString());
    }

    private static String id(MobileApp.Reply reply) {
        return created(reply).path("id").asString();
    }

    /** What {@code {id}} is in a path: the owner's, where customers ask. */
    String idIn(String path) {
        var kind = path.startsWith("/v1/") || path.contains("/issued-cards/") ? before(path) : "";
        return switch (kind) {
            case "cards" -> card;
            case "registrations" -> registration;
            case "issued-cards" -> issued;
            case "payments" -> payment;
            case "beneficiaries" -> beneficiary;
            case "remittances" -> remittance;
            // And what staff ask for: of another kind, so of nobody's.
            case "sessions", "" -> owner.tokens().session();
            default -> throw new IllegalArgumentException("The owner has none of these: " + path);
        };
    }

    private static String before(String path) {
        int at = path.indexOf("/{id}");
        return at < 0 ? "" : path.substring(path.lastIndexOf('/', at - 1) + 1, at);
    }

    /** What nobody else could change. It is there: a stranger who hears 404 does not hear it because of a wrong id. */
    Stream<String> paths() {
        return Stream.of(
                "/v1/beneficiaries",
                "/v1/beneficiaries/" + beneficiary,
                "/v1/cards",
                "/v1/cards/" + card,
                "/v1/issued-cards",
                "/v1/issued-cards/" + issued,
                "/v1/issued-cards/" + issued + "/controls",
                "/v1/payments",
                "/v1/payments/" + payment,
                "/v1/payments/" + payment + "/refunds",
                "/v1/payments/" + payment + "/refunds/" + refund,
                "/v1/remittances",
                "/v1/remittances/" + remittance,
                "/v1/sessions",
                "/v1/wallet");
    }

    /** A body with which the owner would be heard; what makes something new is left to {@link #orders}. */
    String body(String line) {
        return switch (line) {
            case "POST /v1/cards/registrations/{id}/confirm", "POST /v1/payments/{id}/confirm" ->
                "{\"code\":\"AAAAA2\"}";
            case "PUT /v1/beneficiaries/{id}" -> CrossBorderWorld.FRIEND.replace("\"name\"", "\"version\":1,\"name\"");
            default -> IssuedCardLines.body(line);
        };
    }

    /** Something new out of what the owner has: a path, a body, and what a stranger hears. */
    record Order(String path, String body, String problem) {}

    List<Order> orders() {
        var wallet = "{\"type\":\"wallet\"}";
        var sum = "{\"value\":\"10.00\",\"currency\":\"UZS\"}";
        var mine = CrossBorderWorld.cardSource();
        return List.of(
                new Order(
                        "/v1/payments",
                        "{\"amount\":%s,\"source\":%s,\"destination\":%s}".formatted(sum, mine, wallet),
                        "card-not-found"),
                new Order(
                        "/v1/limits/check",
                        "{\"amount\":%s,\"source\":%s,\"destination\":%s}".formatted(sum, mine, wallet),
                        "card-not-found"),
                new Order(
                        "/v1/quotes",
                        "{\"beneficiary\":\"%s\",\"receive\":{\"value\":\"20.00\",\"currency\":\"USD\"}}"
                                .formatted(beneficiary),
                        "beneficiary-not-found"),
                new Order("/v1/remittances", CrossBorderWorld.order(quote, wallet), "quote-not-found"));
    }

    @Override
    public String toString() {
        return "OwnersThings[***]";
    }
}
