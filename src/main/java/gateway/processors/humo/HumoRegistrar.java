package gateway.processors.humo;

import gateway.cards.CardRegistrar;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.processors.HttpLine;
import gateway.processors.HttpLine.Delivery;
import gateway.shared.ids.TimeOrderedIds;
import io.netty.handler.codec.http.HttpMethod;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks HUMO's JSON middleware whether a card is active, expires when the customer says, and which phone its holder gets
 * messages on. HUMO sends no code of its own: that phone is the proof, so a card without one is not vouched for.
 */
@Component
final class HumoRegistrar implements CardRegistrar, AutoCloseable {

    private static final String ACTIVE = "000";
    private static final Set<String> NO_SUCH_CARD = Set.of("111", "114", "118");
    private static final int OK = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HumoSettings settings;
    private final TimeOrderedIds ids;
    private final HttpLine line;
    private final Map<String, String> headers;

    HumoRegistrar(HumoSettings settings, TimeOrderedIds ids) {
        this.settings = settings;
        this.ids = ids;
        headers = Map.of("Authorization", "Bearer " + settings.middlewareToken(), "Content-Type", "application/json");
        line = new HttpLine("humo-middleware", settings.middlewareUrl(), settings.terms());
    }

    @Override
    public Scheme scheme() {
        return Scheme.HUMO;
    }

    @Override
    public Mono<Registration> begin(Pan pan, YearMonth expiry) {
        return Mono.defer(() -> {
                    var id = ids.next(0).toString();
                    var request = new HttpLine.Request(HttpMethod.POST, "/v3/iiacs/card", headers, question(id, pan));
                    return line.send(request, settings.timeout())
                            .map(delivery -> registration(delivery, id, pan, expiry));
                })
                .timeout(settings.timeout(), Mono.just(new Registration.Unavailable("no answer")));
    }

    /** Never waited for: HUMO sends no code. */
    @Override
    public Mono<Registration> confirm(String reference, String code) {
        return Mono.just(new Registration.Refused(Registration.Reason.NOT_PERMITTED, ""));
    }

    @Override
    public void close() {
        line.close();
    }

    private static byte[] question(String id, Pan pan) {
        var question = JSON.createObjectNode().put("id", id);
        question.putObject("params").put("primaryAccountNumber", pan.reveal()).put("mb_flag", 1);
        return JSON.writeValueAsBytes(question);
    }

    private static Registration registration(Delivery delivery, String id, Pan pan, YearMonth expiry) {
        return switch (delivery) {
            case Delivery.Answered it when it.status() == OK -> read(it.body(), id, pan, expiry);
            case Delivery.Answered it -> new Registration.Unavailable("HTTP " + it.status());
            case Delivery.NotSent it -> new Registration.Unavailable(it.why());
            case Delivery.Silent it -> new Registration.Unavailable(it.why());
        };
    }

    static Registration read(byte[] body, String id, Pan pan, YearMonth expiry) {
        try {
            var answer = JSON.readTree(body);
            return id.equals(text(answer.path("id")))
                    ? read(answer, pan, expiry)
                    : new Registration.Unavailable("answer to another question");
        } catch (JacksonException e) {
            // The message would quote the answer, which holds the card's number.
            return new Registration.Unavailable("unreadable answer");
        }
    }

    private static Registration read(JsonNode answer, Pan pan, YearMonth expiry) {
        var error = answer.path("error");
        if (error.isObject()) {
            var code = text(error.path("code"));
            return NO_SUCH_CARD.contains(code)
                    ? refused(Registration.Reason.CARD_UNKNOWN, code)
                    : new Registration.Unavailable("middleware error " + code);
        }
        var result = answer.path("result");
        if ("0".equals(text(result.path("listSize")))) {
            return refused(Registration.Reason.CARD_UNKNOWN, "");
        }
        var card = result.path("card");
        if (!pan.reveal().equals(text(card.path("primaryAccountNumber")))) {
            return new Registration.Unavailable("answer about another card");
        }
        var status = status(card.path("statuses").path("item"));
        if (!status.equals(ACTIVE)) {
            return refused(Registration.Reason.CARD_BLOCKED, status);
        }
        if (!text(card.path("expiry")).equals(HumoRequestWriter.yearMonth(expiry))) {
            return refused(Registration.Reason.EXPIRY_WRONG, "");
        }
        return holder(result.path("mb"));
    }

    private static Registration holder(JsonNode messages) {
        var phone = text(messages.path("phone"));
        return "on".equals(text(messages.path("state"))) && phone.matches("[0-9]{9,15}")
                ? new Registration.Confirmed(null, phone)
                : refused(Registration.Reason.NOT_PERMITTED, "mb");
    }

    /** The first status of the card that is not active; empty, and so not active, when the answer tells none. */
    private static String status(JsonNode statuses) {
        var found = "";
        for (var item : statuses) {
            if ("card".equals(text(item.path("type")))) {
                found = text(item.path("actionCode"));
            }
            if (!found.isEmpty() && !found.equals(ACTIVE)) {
                return found;
            }
        }
        return found;
    }

    private static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString() : "";
    }

    private static Registration refused(Registration.Reason reason, String code) {
        return new Registration.Refused(reason, code);
    }
}
