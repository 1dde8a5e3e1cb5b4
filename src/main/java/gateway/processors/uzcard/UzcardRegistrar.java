package gateway.processors.uzcard;

import gateway.cards.CardRegistrar;
import gateway.cards.CardRegistrar.Registration.CodeSent;
import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.cards.CardRegistrar.Registration.Refused;
import gateway.cards.CardRegistrar.Registration.Unavailable;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.uzcard.UzcardMessage.NewCard;
import gateway.processors.uzcard.UzcardMessage.VerifyCard;
import java.time.YearMonth;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Registers cards at SVGate: it sends its code to the holder's phone, and gives a token for the code. */
@Component
class UzcardRegistrar implements CardRegistrar {

    private static final Pattern REFERENCE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z]{1,32}");
    private static final Pattern PHONE = Pattern.compile("[0-9]{9,15}");

    private final UzcardClient client;

    UzcardRegistrar(UzcardClient client) {
        this.client = client;
    }

    @Override
    public Scheme scheme() {
        return Scheme.UZCARD;
    }

    @Override
    public Mono<Registration> begin(Pan pan, YearMonth expiry) {
        return client.ask(new NewCard(pan, expiry)).map(reply -> registration(reply, UzcardRegistrar::codeSent));
    }

    @Override
    public Mono<Registration> confirm(String reference, String code) {
        return REFERENCE.matcher(reference).matches()
                ? client.ask(new VerifyCard(Long.parseLong(reference), code))
                        .map(reply -> registration(reply, UzcardRegistrar::confirmed))
                : Mono.just(new Refused(Reason.CODE_EXPIRED, "-314"));
    }

    private static Registration registration(Reply reply, Function<JsonNode, Registration> read) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Unavailable(why);
            case Reply.Unusable(String why) -> new Unavailable(why);
            case Reply.Failed(int code) ->
                UzcardResponseCodes.refusal(code)
                        .<Registration>map(reason -> new Refused(reason, String.valueOf(code)))
                        .orElseGet(() -> new Unavailable("code " + code));
            case Reply.Answered(JsonNode result) -> read.apply(result);
        };
    }

    private static Registration codeSent(JsonNode result) {
        var id = result.path("id");
        return id.canConvertToLong() && id.longValue() >= 0
                ? new CodeSent(
                        String.valueOf(id.longValue()), result.path("phoneMask").stringValue(""))
                : new Unavailable("a code without an id");
    }

    private static Registration confirmed(JsonNode result) {
        var token = result.path("id").stringValue("");
        var phone = result.path("phone").stringValue("");
        var status = result.path("status");
        if (!TOKEN.matcher(token).matches() || !status.canConvertToInt()) {
            return new Unavailable("not a card");
        }
        // SmartVista's hot-card status: anything but 0 is a card that is not valid now.
        return status.intValue() == 0
                ? new Confirmed(token, PHONE.matcher(phone).matches() ? phone : null)
                : new Refused(Reason.CARD_BLOCKED, "status " + status.intValue());
    }
}
