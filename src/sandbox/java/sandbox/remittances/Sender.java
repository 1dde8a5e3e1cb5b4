package sandbox.remittances;

import java.time.Duration;
import java.util.List;
import sandbox.humo.HumoCards;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import tools.jackson.databind.JsonNode;

/** A customer who has shown a document and linked a card, and sends money abroad once. */
public final class Sender {

    private static final String EXPIRY = "2030-12";
    /** For rates to come, and for a bank that has much to do. */
    private static final Duration COME_AGAIN_WITHIN = Duration.ofSeconds(30);

    private static final List<String> COME_AGAIN = List.of("unavailable", "overloaded", "rate-unavailable");
    private static final int[] WEIGHTS = {7, 3, 1};
    private static final int FIRST_SERIAL = 100;

    private final Stage stage;
    private final MobileApp app;
    private final String phone;
    private final String pan;
    private final String card;

    private Sender(Stage stage, MobileApp app, String phone, String pan, String card) {
        this.stage = stage;
        this.app = app;
        this.phone = phone;
        this.pan = pan;
        this.card = card;
    }

    /** @param number another one for everybody, below two hundred */
    public static Sender of(Stage stage, int number) {
        var digits = "%07d".formatted(2_000_000 + number);
        var phone = "99890" + digits;
        var app = stage.phones().get();
        app.signIn(phone);
        var document = """
                {"pinfl":"%s","fullName":"Karimov Anvar","birthDate":"1990-03-14","country":"UZ",
                 "kind":"id-card","number":"AA%s","issuer":"IIV 26001","expiresOn":"2036-01-31"}
                """.formatted(pinfl(FIRST_SERIAL + number), digits);
        answered(200, asked(app, "/v1/kyc/documents", document, MobileApp.newKey()));
        var pan = HumoCards.number("86000088" + digits);
        return new Sender(stage, app, phone, pan, app.linkCard(pan, EXPIRY, phone));
    }

    private static String pinfl(int serial) {
        var first = "3140390123%03d".formatted(serial);
        int sum = 0;
        for (int i = 0; i < first.length(); i++) {
            sum += (first.charAt(i) - '0') * WEIGHTS[i % WEIGHTS.length];
        }
        return first + sum % 10;
    }

    Stage stage() {
        return stage;
    }

    /** As the rail writes it. */
    String maskedCard() {
        return pan.substring(0, 6) + "******" + pan.substring(12);
    }

    /** Emits what it would cost to send somebody so much of the way's currency. */
    public JsonNode quote(Way way, String creditor, String amount) {
        var beneficiary = answered(201, asked(app, "/v1/beneficiaries", way.beneficiary(creditor), MobileApp.newKey()));
        var question = "{\"beneficiary\":\"%s\",\"receive\":{\"value\":\"%s\",\"currency\":\"%s\"}}"
                .formatted(beneficiary.path("id").asString(), amount, way.currency());
        return answered(201, asked(app, "/v1/quotes", question, MobileApp.newKey()));
    }

    /** Pays it from the card, with the code that comes by SMS where one is wanted; safe to repeat under its key. */
    public Sent pay(JsonNode quote, String key) {
        var order = "{\"quote\":\"%s\",\"source\":{\"type\":\"card\",\"card\":\"%s\"}}"
                .formatted(quote.path("id").asString(), card);
        var made = answered(201, asked(app, "/v1/remittances", order, key));
        var payment = made.path("payment");
        var sent = new Sent(this, made.path("id").asString());
        if (payment.path("status").asString().equals("action_required") && sent.isUnpaid()) {
            var confirm = "/v1/payments/" + payment.path("id").asString() + "/confirm";
            answered(200, asked(app, confirm, "{\"code\":\"" + app.code(phone) + "\"}", "confirm-" + key));
        }
        return sent;
    }

    JsonNode get(String path) {
        return answered(200, app.get(path));
    }

    JsonNode post(String path) {
        return answered(200, asked(app, path, "", MobileApp.newKey()));
    }

    // Under one key, so that whoever was told to come again and was heard all the same has not done it twice.
    private static Reply asked(MobileApp app, String path, String body, String key) {
        var last = new Reply[1];
        Patience.until(COME_AGAIN_WITHIN, path, () -> {
            last[0] = app.post(path, body, key);
            return COME_AGAIN.stream().noneMatch(kind -> last[0].text().contains("/problems/" + kind + "\""));
        });
        return last[0];
    }

    private static JsonNode answered(int status, Reply reply) {
        if (reply.status() != status) {
            throw new Refused(reply);
        }
        return reply.body();
    }

    /** The gateway said something else than the story expects. */
    static final class Refused extends IllegalStateException {

        private static final long serialVersionUID = 1;

        Refused(Reply reply) {
            super(reply.status() + " " + reply.text());
        }
    }
}
